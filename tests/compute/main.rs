//! A small second city, given as text, with its arithmetic worked by hand.

mod books;
mod city;
mod distances;
mod files;
mod kinds;
mod knowledge;
mod regions;
mod scores;
mod texts;
