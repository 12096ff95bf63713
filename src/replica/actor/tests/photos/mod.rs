//! Photos: sent in parts after their text, refused, kept and forgotten.

mod album;
mod kept;
mod phone;
mod refused;
mod sending;
