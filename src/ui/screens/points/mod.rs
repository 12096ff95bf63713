//! 积分: at the desk whose points there are and what is done about them; elsewhere one's own.
//! By name, never by how many: nobody is put in an order.

mod desk;
mod entries;
mod own;
mod people;
mod person;

pub(crate) use own::OwnPoints;
pub(crate) use people::Points;
pub(crate) use person::PersonPoints;
