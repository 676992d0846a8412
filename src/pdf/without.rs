//! A program built without Typst: there is no press, so nothing is ever set.

use super::error::PressError;
use super::paper::Paper;
use std::collections::BTreeMap;

/// There is none.
#[derive(Debug, Clone, Copy)]
pub enum Press {}

impl Press {
    /// Always an error that says so.
    pub fn new(_: &BTreeMap<String, String>, _: Vec<Vec<u8>>) -> Result<Press, PressError> {
        Err(PressError::Absent)
    }

    pub fn set(&self, _: &Paper) -> Result<Vec<u8>, PressError> {
        match *self {}
    }

    pub fn set_all<T, R>(
        &self,
        _: &[T],
        _: impl Fn(&T) -> Paper,
        _: impl Fn(&T, Result<Vec<u8>, PressError>) -> R,
    ) -> Vec<R> {
        match *self {}
    }
}
