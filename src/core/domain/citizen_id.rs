use std::fmt;

use jiff::civil::Date;

use crate::text_enum::text_enum;

text_enum! {
    /// As the citizen ID number says.
    pub enum Sex {
        /// 男
        Male => "male",
        /// 女
        Female => "female",
    }
}

/// A citizen ID number of mainland China, GB 11643-1999: six digits of region, eight of birth
/// date, three of sequence (odd for men), one check character (ISO 7064 MOD 11-2).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CitizenId(String);

/// Why a text is not a citizen ID number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CitizenIdError {
    /// Not 17 digits and a digit or X.
    #[error("a citizen ID number is 17 digits and a check character")]
    Form,
    /// The eight digits of birth date are no day.
    #[error("the birth date in the citizen ID number does not exist")]
    BirthDate,
    /// A digit is wrong: the check character does not fit.
    #[error("the check character of the citizen ID number does not fit")]
    Check,
}

impl CitizenId {
    /// Reads what a person typed: full-width digits, a small x and blanks are put right.
    ///
    /// # Errors
    /// What is wrong with it, to be said at the field.
    pub fn parse(typed: &str) -> Result<Self, CitizenIdError> {
        let text: String = typed
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match c {
                '０'..='９' | 'Ｘ' | 'ｘ' => char::from_u32(u32::from(c) - 0xFEE0)
                    .unwrap_or(c)
                    .to_ascii_uppercase(),
                c => c.to_ascii_uppercase(),
            })
            .collect();
        let Some((body, check)) = text.split_at_checked(17) else {
            return Err(CitizenIdError::Form);
        };
        let digits = body.bytes().all(|b| b.is_ascii_digit());
        if !digits || check.len() != 1 || !matches!(check.as_bytes(), [b'0'..=b'9' | b'X']) {
            return Err(CitizenIdError::Form);
        }
        let id = Self(text.clone());
        if id.date().is_none() {
            return Err(CitizenIdError::BirthDate);
        }
        if check_character(body) != check.chars().next() {
            return Err(CitizenIdError::Check);
        }
        Ok(id)
    }

    /// Makes the number of a region (six digits), birth date and sequence (0 to 999; odd for men).
    ///
    /// # Errors
    /// When region or sequence are out of range.
    pub fn compose(region: u32, born: Date, sequence: u16) -> Result<Self, CitizenIdError> {
        if !(100_000..1_000_000).contains(&region) || sequence > 999 {
            return Err(CitizenIdError::Form);
        }
        let body = format!("{region}{}{sequence:03}", born.strftime("%Y%m%d"));
        let check = check_character(&body).ok_or(CitizenIdError::Form)?;
        Ok(Self(format!("{body}{check}")))
    }

    fn date(&self) -> Option<Date> {
        let digits = |from: usize, to: usize| self.0.get(from..to)?.parse::<i16>().ok();
        let month = i8::try_from(digits(10, 12)?).ok()?;
        let day = i8::try_from(digits(12, 14)?).ok()?;
        Date::new(digits(6, 10)?, month, day).ok()
    }

    /// The birth date in it.
    #[must_use]
    pub fn born(&self) -> Date {
        self.date().unwrap_or_default()
    }

    /// The sex in it.
    #[must_use]
    pub fn sex(&self) -> Sex {
        match self.0.as_bytes().get(16) {
            Some(digit) if digit % 2 == 1 => Sex::Male,
            _ => Sex::Female,
        }
    }

    /// All 18 characters. Show them only where the reveal is logged; see [`CitizenId::masked`].
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first four and the last two characters, which tell people apart and nothing more.
    #[must_use]
    pub fn masked(&self) -> (&str, &str) {
        (
            self.0.get(..4).unwrap_or_default(),
            self.0.get(16..).unwrap_or_default(),
        )
    }
}

impl fmt::Display for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = self.masked();
        write!(f, "{head}************{tail}")
    }
}

/// ISO 7064 MOD 11-2 over 17 digits: weight 2^(17-i) mod 11, then the table of GB 11643 §4.3.
fn check_character(body: &str) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let sum: u32 = body
        .chars()
        .zip(WEIGHTS)
        .filter_map(|(c, weight)| Some(c.to_digit(10)? * weight))
        .sum();
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example of GB 11643-1999, appendix.
    const EXAMPLE: &str = "11010519491231002X";

    #[test]
    fn the_example_of_the_standard_is_valid() {
        let id = CitizenId::parse(EXAMPLE).unwrap();
        assert_eq!(id.born().to_string(), "1949-12-31");
        assert_eq!(id.sex(), Sex::Female);
    }

    #[test]
    fn what_thumbs_type_is_put_right() {
        assert_eq!(
            CitizenId::parse(" 110105 19491231 002x").unwrap().as_str(),
            EXAMPLE
        );
        assert_eq!(
            CitizenId::parse("１１０１０５１９４９１２３１００２ｘ")
                .unwrap()
                .as_str(),
            EXAMPLE
        );
    }

    #[test]
    fn each_mistake_is_named() {
        assert_eq!(CitizenId::parse("110105"), Err(CitizenIdError::Form));
        assert_eq!(
            CitizenId::parse("11010519491231002XX"),
            Err(CitizenIdError::Form)
        );
        assert_eq!(
            CitizenId::parse("一1010519491231002X"),
            Err(CitizenIdError::Form)
        );
        assert_eq!(
            CitizenId::parse("110105194913310025"),
            Err(CitizenIdError::BirthDate)
        );
        assert_eq!(
            CitizenId::parse("110105194912310021"),
            Err(CitizenIdError::Check)
        );
    }

    #[test]
    fn a_composed_number_parses_back_and_prints_masked() {
        let id = CitizenId::compose(532_899, Date::constant(1955, 3, 8), 17).unwrap();
        assert_eq!(CitizenId::parse(id.as_str()), Ok(id.clone()));
        assert_eq!(id.sex(), Sex::Male);
        assert!(!id.to_string().contains("1955"));
    }
}
