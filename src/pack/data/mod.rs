//! The files of `data/v1/`: one type a shape, its keys in the order in which they are printed.

mod blocks;
mod edition;
mod figures;
mod indicator;
mod parts;
mod plan;

pub use edition::edition_json;
pub use figures::figures_json;
pub use plan::plan_json;
