use chuanmen_core::protocol::{self, Credential, EnrolRequest};

use super::{Clock, Engine};
use crate::api::{Notice, Outcome, ReplicaError};
use crate::sync::Transport;

/// Longest name of a device, in characters.
const NAME: usize = 64;

impl<T: Transport, C: Clock> Engine<T, C> {
    /// Makes this device one of an account's; the first synchronisation follows by itself.
    pub(super) async fn enrol(
        &self,
        hub: &str,
        credential: Credential,
        device_name: String,
    ) -> Result<Outcome, ReplicaError> {
        let hub = address(hub)?;
        let request = EnrolRequest {
            v: protocol::VERSION,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            device_name: device_name.chars().take(NAME).collect(),
            credential: complete(credential)?,
        };
        let enrolled = self.transport.enrol(&hub, &request).await?;
        {
            let mut store = self.store.borrow_mut();
            let another = store
                .session()
                .is_some_and(|session| session.account != enrolled.account);
            if another && store.unsent()? > 0 {
                // Their saves would be lost, or sent in somebody else's name.
                return Err(invalid("account", "unsent"));
            }
            store.set_session(&enrolled, &hub, self.clock.wall())?;
        }
        self.tell(&Notice::Changed);
        self.wake();
        Ok(Outcome::Done)
    }
}

pub(super) fn invalid(field: &str, problem: &str) -> ReplicaError {
    ReplicaError::Invalid {
        field: field.to_owned(),
        problem: problem.to_owned(),
    }
}

fn address(typed: &str) -> Result<String, ReplicaError> {
    let typed = typed.trim().trim_end_matches('/');
    let rest = typed
        .strip_prefix("https://")
        .or_else(|| typed.strip_prefix("http://"));
    match rest {
        _ if typed.is_empty() => Err(invalid("hub", "empty")),
        Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => {
            Ok(typed.to_owned())
        }
        _ => Err(invalid("hub", "form")),
    }
}

pub(super) fn complete(credential: Credential) -> Result<Credential, ReplicaError> {
    match credential {
        Credential::Code(code) if code.trim().is_empty() => Err(invalid("code", "empty")),
        Credential::Code(code) => Ok(Credential::Code(code.trim().to_owned())),
        Credential::Password { login, .. } if login.trim().is_empty() => {
            Err(invalid("login", "empty"))
        }
        Credential::Password { password, .. } if password.is_empty() => {
            Err(invalid("password", "empty"))
        }
        Credential::Password { login, password } => Ok(Credential::Password {
            login: login.trim().to_owned(),
            password,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_needs_a_scheme_and_a_host() {
        assert_eq!(
            address(" https://hub.example/ ").unwrap(),
            "https://hub.example"
        );
        assert_eq!(
            address("http://127.0.0.1:8080").unwrap(),
            "http://127.0.0.1:8080"
        );
        for bad in [
            "",
            "hub.example",
            "https://",
            "ftp://hub.example",
            "http://a b",
        ] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }
}
