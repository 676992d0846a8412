use super::places::Places;
use super::rules;
use crate::base::{Date, Diagnostic, FileId, NotANumber, Period, Quantity, Source, Span};
use crate::capture::{Draft, Node, Value};

/// Reads nodes by type. What does not fit becomes a diagnostic and `None`, and reading goes on.
pub struct Reader<'d> {
    pub draft: &'d Draft,
    pub places: &'d Places,
    pub found: Vec<Diagnostic>,
}

/// A mapping with its keys checked: none unknown, none twice, none missing.
pub struct Table<'d> {
    /// Its first key: where something missing is pointed at.
    pub head: Span,
    /// It has an unknown key, which may be the misspelling of one that is missing.
    pub excused: bool,
    pairs: Vec<(&'d Node, &'d Node)>,
}

impl<'d> Table<'d> {
    /// The value of a key that is there and not empty.
    pub fn get(&self, key: &str) -> Option<&'d Node> {
        self.entry(key).map(|(_, value)| value)
    }

    /// Key and value, where the value is not empty.
    pub fn entry(&self, key: &str) -> Option<(&'d Node, &'d Node)> {
        self.pairs.iter().copied().find(|(k, v)| k.scalar() == Some(key) && !v.is_null())
    }

    /// The place of a key, even of an empty one; else the table's own.
    pub fn place(&self, key: &str) -> Span {
        self.pairs.iter().find(|(k, _)| k.scalar() == Some(key)).map_or(self.head, |(k, _)| k.span)
    }

    /// The place of a value, or of the table where the key is missing.
    pub fn place_of_value(&self, key: &str) -> Span {
        self.get(key).map_or(self.head, |n| n.span)
    }

    pub fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|(k, _)| k.scalar() == Some(key))
    }
}

impl<'d> Reader<'d> {
    pub fn new(draft: &'d Draft, places: &'d Places) -> Reader<'d> {
        Reader { draft, places, found: Vec::new() }
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// A file of this name in capitals: not read, and told of by its name.
    pub fn has_in_capitals(&self, path: &str) -> bool {
        self.draft.files.iter().any(|f| f.path != path && f.path.eq_ignore_ascii_case(path))
    }

    /// Where the list of what is found stands now, for [`Reader::is_sound_since`].
    pub fn mark(&self) -> usize {
        self.found.len()
    }

    /// Whether no error was found since.
    pub fn is_sound_since(&self, mark: usize) -> bool {
        !self.found[mark..].iter().any(Diagnostic::is_error)
    }

    pub fn source(&self, span: Span) -> Source {
        self.places.source(span)
    }

    /// The place of a file as a whole.
    pub fn top(file: FileId) -> Span {
        Span { file, start: 0, end: 0 }
    }

    /// A mapping with fixed keys. A required key that is missing is passed over where an unknown one may be its
    /// misspelling: one mistake, one diagnostic.
    pub fn table(&mut self, node: &'d Node, known: &[&str], must: &[&str]) -> Option<Table<'d>> {
        let pairs = self.pairs(node, "一组键值", "键: 值")?;
        let head = pairs.first().map_or(node.span, |(k, _)| k.span);
        let mut unknown = 0;
        for (key, _) in &pairs {
            let name = key.scalar().unwrap_or_default();
            if !known.contains(&name) {
                unknown += 1;
                let free: Vec<&str> = known
                    .iter()
                    .copied()
                    .filter(|k| !pairs.iter().any(|(p, _)| p.scalar() == Some(k)))
                    .collect();
                self.push(rules::unknown_key(name, key.span, &free));
            }
        }
        let excused = unknown > 0;
        for key in must {
            match pairs.iter().find(|(k, _)| k.scalar() == Some(key)) {
                Some((k, v)) if v.is_null() => self.push(rules::missing_field(key, k.span)),
                Some(_) => {}
                None if unknown > 0 => unknown -= 1,
                None => self.push(rules::missing_field(key, head)),
            }
        }
        Some(Table { head, excused, pairs })
    }

    /// A mapping whose keys are names: each once, each a text.
    pub fn pairs(
        &mut self,
        node: &'d Node,
        expected: &str,
        shape: &str,
    ) -> Option<Vec<(&'d Node, &'d Node)>> {
        let Value::Mapping(all) = &node.value else {
            self.push(rules::wrong_type(node.span, expected, shape));
            return None;
        };
        let mut pairs: Vec<(&Node, &Node)> = Vec::with_capacity(all.len());
        for (key, value) in all {
            match key.scalar() {
                None => self.push(rules::wrong_type(key.span, "文字的键", "键: 值")),
                Some(name) if pairs.iter().any(|(k, _)| k.scalar() == Some(name)) => {
                    self.push(rules::duplicate_key(name, key.span));
                }
                Some(_) => pairs.push((key, value)),
            }
        }
        Some(pairs)
    }

    pub fn list(&mut self, node: &'d Node) -> &'d [Node] {
        match &node.value {
            Value::Sequence(items) => items,
            Value::Scalar { .. } | Value::Mapping(_) => {
                self.push(rules::wrong_type(node.span, "列表", "[甲, 乙]，或每行一个“- 甲”"));
                &[]
            }
        }
    }

    pub fn text(&mut self, node: &'d Node) -> Option<String> {
        match node.scalar() {
            Some(text) if !node.is_null() => Some(text.trim().to_owned()),
            Some(_) => None,
            None => {
                self.push(rules::wrong_type(node.span, "一段文字", "名称: 文字"));
                None
            }
        }
    }

    pub fn texts(&mut self, node: &'d Node) -> Vec<String> {
        self.list(node).iter().filter_map(|n| self.text(n)).collect()
    }

    pub fn flag(&mut self, node: &'d Node) -> Option<bool> {
        match node.scalar() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(_) | None => {
                self.push(rules::wrong_type(node.span, "true 或 false", "demo: true"));
                None
            }
        }
    }

    pub fn date(&mut self, node: &'d Node) -> Option<Date> {
        let text = self.text(node)?;
        let date = Date::parse(&text);
        if date.is_none() {
            self.push(rules::bad_date(&text, node.span));
        }
        date
    }

    pub fn period(&mut self, node: &'d Node) -> Option<Period> {
        let text = self.text(node)?;
        let period = Period::parse(&text);
        if period.is_none() {
            self.push(rules::bad_period(&text, node.span));
        }
        period
    }

    /// A whole number from 0 to `most`.
    pub fn count(&mut self, node: &'d Node, most: u32) -> Option<u32> {
        let text = self.text(node)?;
        match Quantity::parse(&text) {
            Err(why) => {
                self.push(rules::not_a_number(&text, why, node.span));
                None
            }
            Ok(_) => match text.parse::<u32>() {
                Ok(number) if number <= most => Some(number),
                Ok(_) | Err(_) => {
                    self.push(rules::wrong_type(node.span, &format!("0至{most}的整数"), "5"));
                    None
                }
            },
        }
    }

    /// A number, with or without the unit it must have.
    pub fn quantity(&mut self, node: &'d Node, unit: Option<&str>) -> Option<Quantity> {
        let text = self.text(node)?;
        match read_quantity(&text, unit) {
            Ok(quantity) => Some(quantity),
            Err(NoQuantity::Number(why)) => {
                self.push(rules::not_a_number(&text, why, node.span));
                None
            }
            Err(NoQuantity::Unit(found)) => {
                self.push(rules::wrong_unit(&found, unit.unwrap_or("（无单位）"), node.span));
                None
            }
        }
    }

    /// One of a fixed list of words.
    pub fn choice<T: Copy>(&mut self, node: &'d Node, what: &str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(node)?;
        let found = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            self.push(rules::bad_choice(what, &text, node.span, &words));
        }
        found
    }

    /// An id of `a-z0-9-`.
    pub fn id(&mut self, node: &'d Node) -> Option<String> {
        let text = self.text(node)?;
        let good = !text.is_empty()
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !good {
            self.push(rules::bad_id(&text, node.span));
        }
        good.then_some(text)
    }

    /// An id of a ledger, such as `P-012`: ASCII letters, digits and hyphens.
    pub fn ledger_id(&mut self, node: &'d Node) -> Option<String> {
        let text = self.text(node)?;
        let good = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !good {
            self.push(rules::bad_id(&text, node.span));
        }
        good.then_some(text)
    }
}

enum NoQuantity {
    Number(NotANumber),
    Unit(String),
}

fn read_quantity(text: &str, unit: Option<&str>) -> Result<Quantity, NoQuantity> {
    let whole = match Quantity::parse(text) {
        Ok(quantity) => return Ok(quantity),
        Err(why) => why,
    };
    let part_of_number =
        |c: char| c.is_ascii_digit() || ".-,，—～~–＋+．－".contains(c) || ('０'..='９').contains(&c);
    let end = text.find(|c| !part_of_number(c)).unwrap_or(text.len());
    let (head, rest) = (&text[..end], text[end..].trim());
    let vague = ["左右", "以上", "多", "余"].iter().any(|w| rest.starts_with(w) || rest.ends_with(w));
    match Quantity::parse(head) {
        Ok(quantity) if unit == Some(rest) => Ok(quantity),
        Ok(_) if !rest.is_empty() && !vague && !rest.contains(|c: char| c.is_ascii_digit()) => {
            Err(NoQuantity::Unit(rest.to_owned()))
        }
        Ok(_) => Err(NoQuantity::Number(whole)),
        Err(why) if head.is_empty() || why == NotANumber::Other => Err(NoQuantity::Number(whole)),
        Err(why) => Err(NoQuantity::Number(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_may_carry_the_unit_it_must_have() {
        #[rustfmt::skip]
        let cases = [
            // text      unit          read as
            ("62.89",    Some("万户"), "62.89"),
            ("62.89万户", Some("万户"), "62.89"),
            ("-1.4%",    Some("%"),    "-1.4"),
            ("62.89 万户", Some("万户"), "62.89"),
            ("59000人",  Some("万人"), "unit 人"),
            ("5.9万",    Some("万人"), "unit 万"),
            ("3.6％",    Some("%"),    "unit ％"),
            ("约9",      Some("家"),   "Approximate"),
            ("9左右",    Some("家"),   "Approximate"),
            ("9—16家",   Some("家"),   "Range"),
            ("1,200人",  Some("人"),   "Thousands"),
            ("１２",     Some("人"),   "FullWidth"),
            ("1e3",      Some("人"),   "Other"),
            ("十二",     Some("人"),   "Other"),
        ];
        for (text, unit, expected) in cases {
            let read = match read_quantity(text, unit) {
                Ok(q) => q.to_string(),
                Err(NoQuantity::Unit(u)) => format!("unit {u}"),
                Err(NoQuantity::Number(why)) => format!("{why:?}"),
            };
            assert_eq!(read, expected, "{text}");
        }
    }
}
