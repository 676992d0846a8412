//! The demonstration content is sound.

use std::path::Path;
use tongbao::base::Diagnostic;
use tongbao::capture::{Draft, read_folder};

fn line(draft: &Draft, d: &Diagnostic) -> String {
    let file = draft.file(d.span.file);
    let (line, column) = file.line_column(d.span.start as usize);
    let help = d.help.as_deref().unwrap_or_default();
    format!("{}:{line}:{column} [{}] {} {}（{help}）", file.path, d.rule, d.severity.code(), d.message)
}

#[test]
fn the_demonstration_content_has_no_error() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let draft = read_folder(&content).expect("the content folder can be read");
    let (record, found) = tongbao::check::check(&draft);
    let lines: Vec<String> = found.iter().map(|d| line(&draft, d)).collect();
    eprintln!("{}", lines.join("\n"));
    assert!(!found.iter().any(Diagnostic::is_error), "{}", lines.join("\n"));
    let record = record.expect("a record without errors");
    assert_eq!(record.plans()[0].actions.len(), 2);
}
