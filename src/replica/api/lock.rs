use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;

/// Six digits that open this device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pin(String);

impl Pin {
    /// Digits in a PIN.
    pub const DIGITS: usize = 6;

    /// The PIN that was typed; full-width digits are taken as the others.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let narrow = |c: char| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
            _ => None,
        };
        let digits: Option<String> = typed.trim().chars().map(narrow).collect();
        digits.filter(|d| d.len() == Self::DIGITS).map(Self)
    }

    /// Whether it is among the first that anybody tries: one digit six times, or a straight run.
    #[must_use]
    pub fn is_easy(&self) -> bool {
        let digits = self.0.as_bytes();
        let step = |by: i16| {
            let pairs = digits.iter().zip(digits.iter().skip(1));
            pairs.fold(true, |all, (a, b)| {
                all && i16::from(*b) - i16::from(*a) == by
            })
        };
        step(0) || step(1) || step(-1)
    }

    /// The digits, for whoever derives a key from them.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// PINs stay out of logs.
impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

impl TryFrom<String> for Pin {
    type Error = &'static str;

    fn try_from(typed: String) -> Result<Self, Self::Error> {
        Self::parse(&typed).ok_or("a PIN has six digits")
    }
}

impl From<Pin> for String {
    fn from(pin: Pin) -> Self {
        pin.0
    }
}

/// Whether this device is locked, and by what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockView {
    /// A PIN is set.
    pub pin: bool,
    /// It is locked; what may still be tried.
    pub locked: Option<Tries>,
    /// It was opened by its hub: a new PIN is to be chosen, or the PIN removed.
    pub choose: bool,
}

/// How often a PIN may still be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// So often; when none is left, only the hub opens this device.
    pub left: u8,
    /// Not before this, by this device's clock.
    pub wait_until: Option<UnixMillis>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_has_six_digits_of_either_width() {
        assert_eq!(Pin::parse(" 135790 ").unwrap().reveal(), "135790");
        assert_eq!(Pin::parse("１３５７９0").unwrap().reveal(), "135790");
        for bad in ["", "13579", "1357900", "13579o", "13 790", "१३५७९०"] {
            assert_eq!(Pin::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_anybody_tries_first_is_easy() {
        for easy in ["000000", "999999", "123456", "654321", "456789"] {
            assert!(Pin::parse(easy).unwrap().is_easy(), "{easy}");
        }
        for good in ["135790", "112233", "890123", "123457"] {
            assert!(!Pin::parse(good).unwrap().is_easy(), "{good}");
        }
    }

    #[test]
    fn a_pin_stays_out_of_logs() {
        let pin = Pin::parse("135790").unwrap();
        assert_eq!(format!("{pin:?}"), "Pin(…)");
        assert!(serde_json::from_str::<Pin>("\"12\"").is_err());
    }
}
