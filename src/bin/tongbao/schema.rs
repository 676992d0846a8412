//! `schema`: the JSON Schema of a kind of content file.

use crate::args::Schema;
use crate::{End, Failure, say};
use tongbao::base::nearest;
use tongbao::pack::schema::{content_names, of_content};

pub fn run(args: &Schema) -> Result<End, Failure> {
    let names = content_names();
    let Some(name) = &args.name else {
        let width = names.iter().map(|(n, _)| n.len()).max().unwrap_or(0);
        names.iter().for_each(|(name, title)| say(&format!("{name:width$}  {title}\n")));
        return Ok(End::Good);
    };
    match of_content(name) {
        Some(text) => say(&text),
        None => {
            let known: Vec<&str> = names.iter().map(|(n, _)| *n).collect();
            let near = nearest(name, known.iter().copied()).map(|n| format!("，是否指“{n}”？"));
            let near = near.unwrap_or_else(|| "。".into());
            return Err(Failure(format!("没有“{name}”这种文件{near}可用：{}", known.join("、"))));
        }
    }
    Ok(End::Good)
}
