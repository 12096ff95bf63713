use chuanmen_core::UnixMillis;

use super::{Hub, HubError, Session};
use crate::store::Contact;

/// How long a contact stands before the next one is noted, in ms: a sync with nothing to do must
/// not cost a write each time.
const NOTED_EVERY: i64 = 60 * UnixMillis::MINUTE;

/// The longest version of an app that is kept, in characters.
const LONGEST_APP: usize = 16;

impl Hub {
    /// Whether it is time to note again that a device was heard of.
    #[must_use]
    pub fn is_contact_due(&self, session: &Session) -> bool {
        session
            .contact_at
            .is_none_or(|at| self.now().since(at) >= NOTED_EVERY)
    }

    /// Notes that a device was heard of, and with which app.
    ///
    /// # Errors
    /// The store's.
    pub fn note_contact(&self, session: &Session, app: &str) -> Result<(), HubError> {
        let contact = Contact {
            at: self.now(),
            app: version(app),
        };
        let mut txn = self.store.write()?;
        txn.put_contact(session.community, session.device, &contact)?;
        Ok(txn.commit()?)
    }
}

/// What a phone says of its version, if it looks like one.
fn version(app: &str) -> String {
    let looks = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    if app.chars().all(looks) && app.len() <= LONGEST_APP {
        app.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn a_version_is_kept_only_if_it_looks_like_one() {
        assert_eq!(version("0.1.0"), "0.1.0");
        assert_eq!(version("1.2.0-rc.1"), "1.2.0-rc.1");
        for odd in ["<b>1</b>", "1.0 赵秀兰", "1.0\n", &"9".repeat(17)] {
            assert_eq!(version(odd), "");
        }
    }
}
