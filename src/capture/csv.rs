//! Takes a CSV text. Gives its rows of cells with their places, by RFC 4180.

use super::Cell;
use crate::base::{Diagnostic, FileId, Span};

/// Rows in the order written, empty lines left out. After a fault there are no rows.
pub(super) fn rows(text: &str, file: FileId) -> Result<Vec<Vec<Cell>>, Diagnostic> {
    let bytes = text.as_bytes();
    let (mut rows, mut row, mut at) = (Vec::new(), Vec::new(), 0);
    while at < bytes.len() {
        let (cell, end) = if bytes[at] == b'"' { quoted(text, at, file)? } else { plain(text, at, file)? };
        row.push(cell);
        at = match bytes.get(end) {
            Some(b',') => {
                // A comma at the very end of the text still opens a last, empty cell.
                if end + 1 == bytes.len() {
                    row.push(Cell { text: String::new(), span: Span::new(file, end + 1..end + 1) });
                }
                end + 1
            }
            Some(b'\r') => end + 2,
            Some(_) => end + 1,
            None => end,
        };
        if bytes.get(end) != Some(&b',') || at >= bytes.len() {
            let row = std::mem::take(&mut row);
            if row.len() > 1 || row.iter().any(|c| c.span.start != c.span.end) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// A cell without quotes and where it ends.
fn plain(text: &str, start: usize, file: FileId) -> Result<(Cell, usize), Diagnostic> {
    let end = text[start..].find([',', '\n']).map_or(text.len(), |i| start + i);
    let end =
        if text[..end].ends_with('\r') && text.as_bytes().get(end) == Some(&b'\n') { end - 1 } else { end };
    Ok((Cell { text: text[start..end].to_owned(), span: Span::new(file, start..end) }, end))
}

/// A cell in quotes, `""` standing for one, and where it ends.
fn quoted(text: &str, start: usize, file: FileId) -> Result<(Cell, usize), Diagnostic> {
    let mut from = start + 1;
    let end = loop {
        let Some(quote) = text[from..].find('"').map(|i| from + i) else {
            let quote = Span::new(file, start..start + 1);
            return Err(Diagnostic::error(
                "csv-quote",
                quote,
                "引号没有成对：从这里起，后面的内容都被当作一格",
            )
            .help("请补上另一半引号；文字里的引号要写成两个（\"\"）"));
        };
        if text.as_bytes().get(quote + 1) != Some(&b'"') {
            break quote + 1;
        }
        from = quote + 2;
    };
    let rest = &text[end..];
    if !(rest.is_empty() || rest.starts_with([',', '\n']) || rest.starts_with("\r\n")) {
        let tail = rest.find([',', '\n']).map_or(text.len(), |i| end + i);
        return Err(Diagnostic::error("csv-quote", Span::new(file, end..tail), "引号后面还有文字")
            .help("整格都要放在一对引号里；文字里的引号要写成两个（\"\"）"));
    }
    Ok((
        Cell { text: text[start + 1..end - 1].replace("\"\"", "\""), span: Span::new(file, start..end) },
        end,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_cells() {
        #[rustfmt::skip]
        let cases: &[(&str, &[&[&str]])] = &[
            ("",                          &[]),
            ("a",                         &[&["a"]]),
            ("a,b\n1,2\n",                &[&["a", "b"], &["1", "2"]]),
            ("a,b\r\n1,2",                &[&["a", "b"], &["1", "2"]]),
            ("指标,值\r\n\r\n甲,\r\n",    &[&["指标", "值"], &["甲", ""]]),
            ("a,",                        &[&["a", ""]]),
            (",\n,",                      &[&["", ""], &["", ""]]),
            ("\"a,b\",\"c\"\"d\"\"\"\n1", &[&["a,b", "c\"d\""], &["1"]]),
            ("\"a\nb\",c",                &[&["a\nb", "c"]]),
            ("\"\"",                      &[&[""]]),
        ];
        for (text, expected) in cases {
            let rows = rows(text, FileId(0)).unwrap();
            let texts: Vec<Vec<&str>> =
                rows.iter().map(|r| r.iter().map(|c| c.text.as_str()).collect()).collect();
            assert_eq!(texts, *expected, "{text:?}");
            for cell in rows.iter().flatten().filter(|c| !text[c.span.range()].starts_with('"')) {
                assert_eq!(&text[cell.span.range()], cell.text, "{text:?}");
            }
        }
    }

    #[test]
    fn quotes_out_of_place() {
        #[rustfmt::skip]
        let cases = [
            ("a,\"甲\n1,2\n",  2..3,  "引号没有成对"),
            ("\"甲\"乙,2\n",   5..8,  "引号后面还有文字"),
            ("\"甲\"\r乙,2\n", 5..9,  "引号后面还有文字"),
        ];
        for (text, place, says) in cases {
            let fault = rows(text, FileId(0)).unwrap_err();
            assert_eq!((fault.rule, fault.span.range()), ("csv-quote", place), "{text:?}");
            assert!(fault.message.contains(says), "{text:?}: {}", fault.message);
        }
    }
}
