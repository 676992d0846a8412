//! The publications as PDF, read back by other people's tools: poppler and qpdf (`.ci/run` installs them).
#![cfg(feature = "pdf")]

mod bad;
mod demonstration;
mod faults;
mod pages;
mod pictures;
mod standard;
mod tools;
