//! Files to fill in: a report with every key, a comment on each, and last period's values; an issue's editor's part.
//!
//! Texts stand in block style, so that no comma, colon or `#` of a clerk is read as YAML.

mod edition;
mod report;

pub use edition::edition;
pub use report::report;

/// A file that is to be made, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    /// Relative to the content folder, with `/`.
    pub path: String,
    pub text: String,
}

/// Lines of YAML; comments stand at one column.
#[derive(Default)]
struct Lines(String);

/// Where a comment beside a value begins.
const COMMENT: usize = 30;

impl Lines {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// `key: value`, with a comment beside it.
    fn noted(&mut self, text: &str, comment: &str) {
        if comment.is_empty() {
            return self.line(text);
        }
        let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let gap = " ".repeat(COMMENT.saturating_sub(width).max(1));
        self.line(&format!("{text}{gap}# {}", one_line(comment)));
    }

    /// A comment of its own line.
    fn comment(&mut self, indent: usize, text: &str) {
        self.line(&format!("{}# {}", " ".repeat(indent), one_line(text)));
    }
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A text as a YAML value: plain where that is safe, else in double quotes.
fn scalar(text: &str) -> String {
    let first = text.chars().next().unwrap_or(' ');
    let risky = text.is_empty()
        || text.trim() != text
        || "-?:,[]{}#&*!|>'\"%@`~".contains(first)
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with(':')
        || text.chars().any(char::is_control)
        || matches!(text, "null" | "true" | "false")
        || text.parse::<i64>().is_ok();
    if !risky {
        return text.into();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::scalar;

    #[test]
    fn a_value_is_quoted_where_yaml_would_read_more_than_text() {
        #[rustfmt::skip]
        let cases = [
            ("市人社局",         "市人社局"),
            ("“八大行动”通报",   "“八大行动”通报"),
            ("a: b",             "\"a: b\""),
            ("第1期 #2",         "\"第1期 #2\""),
            ("\"好\"",           "\"\\\"好\\\"\""),
            ("- x",              "\"- x\""),
            ("2024",             "\"2024\""),
            ("",                 "\"\""),
        ];
        for (text, value) in cases {
            assert_eq!(scalar(text), value);
        }
    }
}
