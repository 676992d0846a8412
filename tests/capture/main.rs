//! The room capture from outside: what is read, what is named, and that nothing stops it.

mod anything;
mod folder;
mod markdown;
mod yaml;
