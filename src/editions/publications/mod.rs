//! The publications: 旬调度, 月通报, 季讲评, from the editor's words and the figures.

pub(super) mod fields;
pub(super) mod forms;
pub(super) mod item;
pub(super) mod phrase;
pub(super) mod sentences;
