//! What a clerk is told to type works as written: README.zh-CN.md, and docs/ with git.

mod guide;
mod workflow;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// The folder of the installed program, with the fonts beside it.
fn installed() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let install = || {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join(format!("tongbao{}", std::env::consts::EXE_SUFFIX));
        fs::copy(env!("CARGO_BIN_EXE_tongbao"), program).expect("the program is installed");
        let fonts = folder.path().join("fonts");
        fs::create_dir(&fonts).expect("a folder");
        for font in fs::read_dir(root("themes/default/fonts")).expect("fonts") {
            let font = font.expect("a font");
            fs::copy(font.path(), fonts.join(font.file_name())).expect("a font");
        }
        folder
    };
    FOLDER.get_or_init(install).path()
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
