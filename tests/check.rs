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
    let written = draft.iter().filter(|(_, file)| file.path.starts_with("plan/2024/actions/")).count();
    assert_eq!(record.plans()[0].actions.len(), written);
}

/// What a withdrawn report said cannot be held against those that follow it.
#[test]
fn a_withdrawn_report_has_no_echo() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let files: Vec<(String, Vec<u8>)> = read_folder(&content)
        .expect("the content folder can be read")
        .iter()
        .map(|(_, file)| {
            let broken = file.path == "reports/2024-03/livelihood.md";
            let text = if broken {
                file.text.replacen("period: 2024-03", "period: 2024-33", 1)
            } else {
                file.text.clone()
            };
            (file.path.clone(), text.into_bytes())
        })
        .collect();
    let draft = tongbao::capture::parse_draft(files);
    let (record, found) = tongbao::check::check(&draft);
    let errors: Vec<String> = found.iter().filter(|d| d.is_error()).map(|d| line(&draft, d)).collect();
    assert_eq!(errors.len(), 1, "{}", errors.join("\n"));
    assert!(errors[0].starts_with("reports/2024-03/livelihood.md:3:"), "{}", errors[0]);
    assert!(record.is_some(), "one report does not stop the city");
}
