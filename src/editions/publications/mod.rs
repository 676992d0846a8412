//! The publications: 旬调度, 月通报, 季讲评, from the editor's words and the figures.

mod fields;
mod forms;
mod item;
mod phrase;
mod sentences;
