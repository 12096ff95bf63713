mod delivery;
mod hub;
mod line;
#[cfg(feature = "http")]
mod packing;
mod phone;
mod random;

pub(crate) use line::TestClock;
