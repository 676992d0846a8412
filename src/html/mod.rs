//! Takes page models and a theme. Gives the site's pages, styles and scripts as artifacts.
//!
//! Templates get complete plain data: the views here are the only types that templates see, and no template
//! function looks anything up. Decides no URL; makes those of the page models relative to the page, so that
//! a site opens from its folder.

mod blocks;
mod error;
mod inline;
mod render;
mod table;
mod theme;
mod url;

pub use error::ThemeError;
pub use render::Renderer;
pub use theme::Theme;

#[cfg(test)]
mod tests;
