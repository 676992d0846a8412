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
