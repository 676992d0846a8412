use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The id of a unit, region, action, indicator, entry or series: `a-z0-9-` (entries and problems: any ASCII).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Arc<str>);

impl Id {
    pub fn new(text: impl Into<Arc<str>>) -> Id {
        Id(text.into())
    }
}

impl Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
