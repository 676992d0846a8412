//! Pictures in a publication's text: set as pictures, and told of where they cannot be.

use super::faults::{city, printed};
use super::tools::Pdf;
use std::fs;

const EDITION: &str = "editions/month/2024-03.md";

/// The files of `tests/pdf/pictures`.
const FILES: [(&str, &[u8]); 3] = [
    ("site.png", include_bytes!("pictures/site.png")),
    ("site.jpg", include_bytes!("pictures/site.jpg")),
    ("plan.svg", include_bytes!("pictures/plan.svg")),
];

/// The small city with a bulletin that shows them, one of them made otherwise.
fn shown(other: Option<(&str, &[u8])>) -> tempfile::TempDir {
    let pictures = "现场见图。\n\n![工地](site.png \"图1　三号标段\")\n\n![道路](site.jpg)\n\n![平面图](plan.svg)\n\n改造道路[";
    let dir = city(EDITION, "改造道路[", pictures);
    for (name, bytes) in FILES.into_iter().chain(other) {
        fs::write(dir.path().join("editions/month").join(name), bytes).expect("written");
    }
    dir
}

#[test]
fn pictures_are_set_with_their_words_and_captions_no_wider_than_the_text() {
    let dir = shown(None);
    let (faults, made) = printed(dir.path());
    assert!(faults.is_empty(), "{faults:?}");
    let pdf = &made.iter().find(|a| a.path == "editions/month-2024-03.pdf").expect("the bulletin").bytes;
    let pdf = Pdf::new(pdf.clone());
    pdf.assert_sound("2024年3月重点工作推进情况通报");
    let text: String = pdf.text().split_whitespace().collect();
    assert!(text.contains("图1三号标段"), "{text}");
    assert!(!text.contains("［图："), "no words instead of pictures: {text}");
    let listed = pdf.run("pdfimages", &["-list"], &[]);
    assert_eq!(
        listed.lines().skip(2).count(),
        2,
        "the photographs are pictures, the drawing is none: {listed}"
    );
    let words = pdf.words();
    let drawn =
        words.iter().find(|w| w.text.contains("三号标段平面图")).expect("text of a drawing stays text");
    assert!(drawn.right < 184.0 * 72.0 / 25.4, "{drawn:?}");
    let structure = pdf.run("pdfinfo", &["-struct"], &[]);
    assert_eq!(structure.matches("Figure").count(), 3, "{structure}");
    assert_eq!(made, printed(dir.path()).1, "the same bytes again");
}

#[test]
fn a_picture_that_cannot_be_set_is_named_at_its_place() {
    let [(_, png), (_, jpg), (_, svg)] = FILES;
    let svg = std::str::from_utf8(svg).expect("UTF-8");
    let deep = format!("<svg>{}{}</svg>", "<g>".repeat(50_000), "</g>".repeat(50_000));
    #[rustfmt::skip]
    let cases: [(&str, &str, Vec<u8>); 9] = [
        // what                     file        bytes
        ("nothing in it",           "site.png", Vec::new()),
        ("a web page",              "site.png", b"<html>404</html>".into()),
        ("cut short",               "site.png", png[..200].into()),
        ("a photograph cut short",  "site.jpg", jpg[..400].into()),
        ("a drawing cut short",     "plan.svg", svg.as_bytes()[..150].into()),
        ("no size",                 "plan.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\"/>".into()),
        ("a character of no font",  "plan.svg", svg.replace("平面图", "&#x1F600;").into_bytes()),
        ("a file of the machine",   "plan.svg", svg.replace("<rect", "<image href=\"/etc/passwd\" width=\"9\" height=\"9\"/><rect").into_bytes()),
        ("nested without end",      "plan.svg", deep.into_bytes()),
    ];
    for (what, file, bytes) in cases {
        let dir = shown(Some((file, &bytes)));
        let (faults, made) = printed(dir.path());
        let [(rule, place)] = faults.as_slice() else { panic!("{what}: {faults:?}") };
        assert_eq!(
            (rule.as_str(), place.as_str()),
            ("broken-picture", format!("{EDITION}: {file}").as_str()),
            "{what}"
        );
        assert!(
            made.iter().any(|a| a.path.ends_with("sheets/leader/city.pdf")),
            "{what}: all else is printed"
        );
    }
}
