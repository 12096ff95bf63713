//! 人员: who works here, what they answer for, and their phones. Asked of the hub each time;
//! nothing of it is kept on this device.

mod add;
mod device_row;
mod enrol;
mod list;
mod person;
mod pulled;
mod revoke;

pub(crate) use add::AddPerson;
pub(crate) use enrol::EnrolPhone;
pub(crate) use list::People;
pub(crate) use person::Person;
pub(crate) use revoke::RevokePhone;
