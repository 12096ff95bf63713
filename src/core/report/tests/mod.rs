//! Small communities made by hand, and what the reports say of them.

mod care;
mod counted;
mod desk;
mod duties;
mod homes;
mod needs;
mod shapes;
mod tables;
mod together;
mod village;
mod wishes;
