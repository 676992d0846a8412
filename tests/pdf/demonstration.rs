//! The issues of the demonstration, as a build makes them.

use super::tools::{PRESS, Pdf, root, theme};
use serde_json::Value;
use std::sync::{LazyLock, Mutex};
use tongbao::base::Artifact;

static SITE: LazyLock<Vec<Artifact>> = LazyLock::new(|| {
    let draft = tongbao::capture::read_folder(&root("content")).expect("the content");
    let (site, _) = tongbao::prepare(&draft, None, &mut |_| {});
    let mut site = site.expect("a site");
    let made = Mutex::new(Vec::new());
    let put = |artifact| made.lock().expect("a list").push(artifact);
    let faults = site.print(&PRESS, &mut |_| {}, &put).expect("printed");
    assert_eq!(faults, []);
    site.make(&theme(), &mut |_| {}, &put).expect("made");
    made.into_inner().expect("a list")
});

fn artifact(path: &str) -> &'static [u8] {
    &SITE.iter().find(|a| a.path == path).unwrap_or_else(|| panic!("no {path}")).bytes
}

/// URL and bytes of every sheet's PDF.
fn sheets() -> Vec<(&'static str, &'static [u8])> {
    let all = SITE.iter().filter(|a| a.path.contains("/sheets/") && a.path.ends_with(".pdf"));
    all.map(|a| (a.path.as_str(), a.bytes.as_slice())).collect()
}

/// Id and data of every issue, as the site gives them.
fn issues() -> Vec<(String, Value)> {
    let of = |a: &'static Artifact| {
        a.path.strip_prefix("data/v1/editions/")?.strip_suffix(".json").map(|id| (id, a))
    };
    let json = |(id, a): (&str, &Artifact)| (id.to_owned(), serde_json::from_slice(&a.bytes).expect("JSON"));
    let issues: Vec<_> = SITE.iter().filter_map(of).map(json).collect();
    assert!(issues.len() >= 6, "the demonstration's issues");
    issues
}

fn pdf(id: &str) -> Pdf {
    Pdf::new(artifact(&format!("editions/{id}.pdf")).to_vec())
}

#[test]
fn every_issue_is_a_sound_pdf_with_its_chinese_title() {
    for (id, data) in issues() {
        let pdf = pdf(&id);
        pdf.assert_sound(data["title"].as_str().expect("a title"));
        assert_eq!(pdf.info("Author"), data["issuer"].as_str().expect("an issuer"));
        let marks = pdf.text().matches("演示数据").count();
        assert!(marks >= pdf.pages() - 1, "{id}: {marks} marks on {} pages", pdf.pages());
    }
}

#[test]
fn the_site_names_each_pdf_and_the_pdf_carries_the_same_data() {
    for (id, mut data) in issues() {
        let path = format!("editions/{id}.pdf");
        let pdf = pdf(&id);
        let files = data.as_object_mut().expect("an object").remove("files").expect("files");
        assert_eq!(files[0]["role"], "pdf");
        assert_eq!(files[0]["path"], path.as_str());
        assert_eq!(files[0]["bytes"], pdf.bytes.len());
        let attached: Value = serde_json::from_str(&pdf.attachment("edition.json")).expect("JSON");
        assert_eq!(attached, data, "{id}");
        let page = String::from_utf8(artifact(&format!("editions/{id}.html")).to_vec()).expect("UTF-8");
        assert!(page.contains(&format!("/{id}.pdf\">PDF</a>")), "{id} has no link to its PDF");
    }
}

#[test]
fn a_wide_annex_lies_on_its_side() {
    for (id, data) in issues() {
        let sizes = pdf(&id).sizes();
        assert!(sizes.iter().all(|size| [(210, 297), (297, 210)].contains(size)), "{id}: {sizes:?}");
        assert_eq!(sizes[0], (210, 297));
        assert_eq!(sizes.contains(&(297, 210)), data["kind"] != "dispatch", "{id}: {sizes:?}");
    }
}

#[test]
fn a_dispatch_is_one_page_and_the_others_an_even_number() {
    for (id, data) in issues() {
        let pages = pdf(&id).pages();
        if data["kind"] == "dispatch" {
            assert_eq!(pages, 1, "{id}");
        } else {
            assert_eq!(pages % 2, 0, "{id} has {pages} pages");
        }
    }
}

#[test]
fn every_sheet_is_one_sound_page_with_what_an_official_looks_for() {
    let pages = SITE.iter().filter(|a| a.path.contains("/sheets/") && a.path.ends_with(".html"));
    let pages = pages.filter(|a| !a.path.ends_with("index.html"));
    assert_eq!(pages.count(), sheets().len(), "each page has its PDF");
    for (url, bytes) in sheets() {
        let pdf = Pdf::new(bytes.to_vec());
        let page = String::from_utf8(artifact(&url.replace(".pdf", ".html")).to_vec()).expect("UTF-8");
        let title = page.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).expect("a title");
        pdf.assert_sound(title);
        assert_eq!(pdf.sizes(), [(210, 297)], "{url} is one upright A4 page");
        let name = url.rsplit('/').next().expect("a name");
        assert!(page.contains(&format!("/{name}\">PDF</a></nav>")), "{url} is not linked");
        let text = pdf.text();
        for part in ["演示数据", "截至6月30日", "岳阳市人民政府办公室", "数据所知日2024年7月11日"]
        {
            assert!(text.contains(part), "{url} has no {part}: {text}");
        }
        // A cell's text may be broken; a light has the same mark and word as on the page.
        let said: String = pdf.run("pdftotext", &["-raw"], &["-"]).split_whitespace().collect();
        let shown = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("main");
        for part in ["■", "▲", "●", "⊘", "明显滞后", "略低于序时", "达到序时"] {
            assert_eq!(said.matches(part).count(), shown.matches(part).count(), "{url}: {part}");
        }
    }
}

#[test]
fn no_letter_of_a_sheet_is_too_small_to_read() {
    for (url, bytes) in sheets() {
        let words = Pdf::new(bytes.to_vec()).words();
        let least = words.iter().filter(|w| w.text.chars().any(|c| c > '\u{2e80}'));
        let least = least.map(|w| w.bottom - w.top).fold(f64::MAX, f64::min);
        assert!(least >= 7.5, "{url}: letters of {least} points");
        let (low, high) = (15.0 * 72.0 / 25.4, 282.5 * 72.0 / 25.4);
        for word in &words {
            // Of a mark at a line's end only the left half is ink.
            let blank = if word.text.ends_with(['。', '，', '；', '、', '）']) { 6.0 } else { 0.0 };
            let right = word.right - blank;
            assert!(
                word.top > low - 30.0 && word.bottom < high && right < 191.0 * 72.0 / 25.4,
                "{url}: {word:?}"
            );
        }
    }
}

/// What a reader is handed: the text and some 20 pages of annexes.
#[test]
fn an_issue_is_no_longer_than_can_be_read() {
    for (id, data) in issues() {
        let pages = pdf(&id).pages();
        assert!(pages <= if data["kind"] == "dispatch" { 1 } else { 36 }, "{id} has {pages} pages");
    }
}
