mod delivery;
mod hub;
mod line;
mod phone;
mod random;
