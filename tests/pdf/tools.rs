//! The press with the fonts of the repository, and what poppler and qpdf say of a PDF.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tongbao::html::Theme;
use tongbao::pdf::Press;

pub static PRESS: LazyLock<Press> =
    LazyLock::new(|| Press::new(&theme().print_sources().expect("sources"), fonts()).expect("a press"));

pub fn fonts() -> Vec<Vec<u8>> {
    tongbao::capture::read_fonts(&root("themes/default/fonts")).expect("the fonts")
}

pub fn theme() -> Theme {
    Theme::with(tongbao::capture::read_theme(&root("themes/default")).expect("the theme"))
}

pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A PDF on the disk, for the tools.
pub struct Pdf {
    folder: tempfile::TempDir,
    pub bytes: Vec<u8>,
}

/// A word with its place, in points from the page's upper left corner.
#[derive(Debug, Clone)]
pub struct Word {
    pub page: usize,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub text: String,
}

impl Pdf {
    pub fn new(bytes: Vec<u8>) -> Pdf {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.pdf"), &bytes).expect("written");
        Pdf { folder, bytes }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("a.pdf")
    }

    pub fn run(&self, tool: &str, before: &[&str], after: &[&str]) -> String {
        let output = Command::new(tool).args(before).arg(self.path()).args(after).output();
        let output = output.unwrap_or_else(|e| panic!("{tool} of poppler-utils or qpdf: {e}"));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{tool}: {text}{}", String::from_utf8_lossy(&output.stderr));
        text
    }

    /// A line of `pdfinfo`.
    pub fn info(&self, key: &str) -> String {
        let all = self.run("pdfinfo", &[], &[]);
        let line = all.lines().find_map(|l| l.strip_prefix(&format!("{key}:")));
        line.unwrap_or("").trim().to_owned()
    }

    pub fn pages(&self) -> usize {
        self.info("Pages").parse().expect("a number")
    }

    /// Width and height of each page, in millimetres.
    pub fn sizes(&self) -> Vec<(u32, u32)> {
        let all = self.run("pdfinfo", &["-f", "1", "-l", "9999"], &[]);
        let sizes = all.lines().filter(|l| l.starts_with("Page ") && l.contains(" size:"));
        let millimetres =
            |points: &str| (points.parse::<f64>().expect("points") * 25.4 / 72.0).round() as u32;
        sizes
            .map(|line| {
                let mut parts = line.split("size:").nth(1).expect("a size").split_whitespace();
                let width = millimetres(parts.next().expect("a width"));
                (width, millimetres(parts.nth(1).expect("a height")))
            })
            .collect()
    }

    pub fn text(&self) -> String {
        self.run("pdftotext", &["-layout"], &["-"])
    }

    /// Every word with its place.
    pub fn words(&self) -> Vec<Word> {
        let xml = self.run("pdftotext", &["-bbox"], &["-"]);
        let mut page = 0;
        let mut words = Vec::new();
        for line in xml.lines().map(str::trim) {
            if line.starts_with("<page ") {
                page += 1;
            }
            let Some(rest) = line.strip_prefix("<word ") else { continue };
            let number = |key: &str| -> f64 {
                let after = rest.split(&format!("{key}=\"")).nth(1).expect("an edge");
                after.split('"').next().expect("its end").parse().expect("a number")
            };
            let text = rest.split('>').nth(1).expect("text").trim_end_matches("</word");
            words.push(Word {
                page,
                left: number("xMin"),
                top: number("yMin"),
                right: number("xMax"),
                bottom: number("yMax"),
                text: text
                    .replace("&amp;", "&")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\""),
            });
        }
        words
    }

    /// A file that travels in it.
    pub fn attachment(&self, name: &str) -> String {
        assert!(self.run("pdfdetach", &["-list"], &[]).contains(name));
        let to = self.folder.path().join("attached");
        let to = to.to_str().expect("UTF-8");
        self.run("pdfdetach", &["-savefile", name, "-o", to], &[]);
        fs::read_to_string(to).expect("the attachment")
    }

    /// Sound, tagged, every font embedded as a subset whose text can be read back.
    pub fn assert_sound(&self, title: &str) {
        self.run("qpdf", &["--check"], &[]);
        assert_eq!(self.info("Tagged"), "yes");
        assert_eq!(self.info("Title"), title);
        let fonts = self.run("pdffonts", &[], &[]);
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!fonts.is_empty());
        for font in fonts {
            let all: Vec<&str> = font.split_whitespace().collect();
            let (embedded, subset, unicode) = (all[all.len() - 5], all[all.len() - 4], all[all.len() - 3]);
            assert_eq!((embedded, subset, unicode), ("yes", "yes", "yes"), "{font}");
        }
    }
}
