//! tongbao: the rooms in the order of the data's flow.
pub mod base;
pub mod capture;
pub mod check;
pub mod compute;
pub mod editions;
pub mod graph;
pub mod html;
pub mod pack;
pub mod write;
