use crate::base::{FileId, Source, Span};
use crate::capture::Draft;
use std::sync::Arc;

/// Lines of every file, found once, so that each checked value can keep its [`Source`].
pub struct Places {
    files: Vec<FileLines>,
}

struct FileLines {
    path: Arc<str>,
    blob: Arc<str>,
    /// Byte at which each line begins.
    starts: Vec<u32>,
}

impl Places {
    pub fn of(draft: &Draft) -> Places {
        let files = draft.files.iter().map(|file| FileLines {
            path: file.path.as_str().into(),
            blob: file.blob.as_str().into(),
            starts: std::iter::once(0)
                .chain(file.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1))
                .collect(),
        });
        Places { files: files.collect() }
    }

    pub fn source(&self, span: Span) -> Source {
        let file = &self.files[span.file.0 as usize];
        let line = file.starts.partition_point(|start| *start <= span.start).max(1) as u32;
        Source { path: file.path.clone(), line, blob: file.blob.clone() }
    }

    /// `plan/2024/plan.md:7`
    pub fn line(&self, span: Span) -> String {
        let source = self.source(span);
        format!("{}:{}", source.path, source.line)
    }

    pub fn path(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].path
    }
}
