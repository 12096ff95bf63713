//! 人员: who works here, what they answer for, and their phones. Asked of the hub each time;
//! nothing of it is kept on this device.

mod add;
mod device_row;
mod duty;
mod enrol;
mod grant;
mod grant_row;
mod list;
mod person;
mod pulled;
mod revoke;
mod silence;
mod take_grant;

pub(crate) use add::AddPerson;
pub(crate) use enrol::EnrolPhone;
pub(crate) use grant::{ChangeGrant, GiveGrant};
pub(crate) use list::People;
pub(crate) use person::Person;
pub(crate) use revoke::RevokePhone;
pub(crate) use take_grant::TakeGrant;
