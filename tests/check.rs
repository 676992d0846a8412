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

/// formats.md section 4: where a whole and its parts both stand the sum must be the whole; a part left out suspends
/// that, and the sum may then not exceed it.
#[test]
fn the_parts_of_a_split_are_held_against_its_whole() {
    #[rustfmt::skip]
    let cases = [
        // what the action says of its schools                                      what is found
        ("{value: 2, by_region: {东城区: 1, 西城区: 1, 林县: 0}}",                  ""),
        ("{value: 3, by_region: {东城区: 1, 西城区: 1, 林县: 0}}",                  "sum-differs"),
        ("{value: 1, by_region: {东城区: 1, 西城区: 1, 林县: 0}}",                  "sum-differs"),
        ("{value: 3, by_region: {东城区: 1, 西城区: 1, 林县: 0}, city_part: 1}",    ""),
        ("{value: 3, by_region: {东城区: 1, 西城区: 1}}",                           ""),
        ("{value: 2, by_region: {东城区: 1, 西城区: 1}}",                           ""),
        ("{value: 1, by_region: {东城区: 1, 西城区: 1}}",                           "sum-differs"),
        ("{value: 3, by_region: {东城区: 1, 西城区: 1, 林县: }}",                   ""),
        ("{value: 3, by_region: {东城区: 1, 西城区: 1, 林县: {na: 停建}}}",         "sum-differs"),
        ("{value: 2, by_region: {东城区: 1, 西城区: 1, 林县: {na: 停建}}}",         ""),
        ("{value: 2}",                                                              ""),
        ("2",                                                                       ""),
        ("{by_region: {东城区: 1, 西城区: 1, 林县: 0}}",                            ""),
        ("{by_region: {东城区: 1, 西城区: 1}}",                                     "not-reported"),
    ];
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/city");
    let draft = read_folder(&city).expect("the small city can be read");
    let written = "{value: 2, by_region: {东城区: 1, 西城区: 1, 林县: 0}}";
    for (said, expected) in cases {
        let files = draft.iter().map(|(_, file)| {
            let text = match file.path == "reports/2024-03/works.md" {
                true => file.text.replacen(written, said, 1),
                false => file.text.clone(),
            };
            (file.path.clone(), text.into_bytes())
        });
        let (_, found) = tongbao::check::check(&tongbao::capture::parse_draft(files.collect()));
        let rules: Vec<&str> = found.iter().map(|d| d.rule).collect();
        assert_eq!(rules.join(" "), expected, "{said}");
    }
}
