//! Small communities made by hand, and what the reports say of them.

mod care;
mod needs;
mod tables;
mod village;
mod wishes;
