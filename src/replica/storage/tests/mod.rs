mod care;
mod moving;
mod phone;
mod saving;
mod schema;
mod secrecy;
mod settling;
mod speed;

pub(crate) use phone::{NOON, edit, enrolled, id, name_of, resident};
