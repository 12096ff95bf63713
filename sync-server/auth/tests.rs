use super::*;

#[test]
fn codes_are_read_back_however_they_are_typed() {
    for _ in 0..50 {
        let code = EnrolmentCode::generate().unwrap();
        let shown = code.to_string();
        assert_eq!(shown.len(), 12);
        let typed = [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', "－"),
            shown.replace('0', "O").replace('1', "l"),
            format!("\u{3000}{shown}\n"),
        ];
        for typed in typed {
            assert_eq!(EnrolmentCode::parse(&typed), Some(code.clone()), "{typed}");
        }
    }
}

#[test]
fn what_is_no_code_is_none() {
    for typed in [
        "",
        "7KQ4-M2XV-9",
        "7KQ4-M2XV-9PX",
        "7KQ4-M2XV-9U",
        "赵秀兰赵秀兰赵秀兰赵",
    ] {
        assert_eq!(EnrolmentCode::parse(typed), None, "{typed}");
    }
}

#[test]
fn codes_and_tokens_differ_and_stay_out_of_debug_output() {
    let (a, b) = (
        EnrolmentCode::generate().unwrap(),
        EnrolmentCode::generate().unwrap(),
    );
    assert_ne!(a.digest(), b.digest());
    assert!(!format!("{a:?}").contains(&a.to_string()[..4]));
    let token = Token::generate().unwrap();
    assert_ne!(token.digest(), Token::generate().unwrap().digest());
    assert_eq!(format!("{token:?}"), "Token(…)");
}

#[test]
fn a_header_holds_a_token_or_does_not() {
    let token = Token::from_header("Bearer abc").unwrap();
    assert_eq!(token.clone().reveal(), "abc");
    assert_eq!(Token::from_header("bearer abc"), Some(token));
    let long = format!("Bearer {}", "a".repeat(1_000));
    for header in ["", "Bearer", "Bearer ", "Basic abc", "abc", &long] {
        assert_eq!(Token::from_header(header), None, "{header}");
    }
}

#[test]
fn a_password_fits_its_own_hash_only() {
    let hash = PasswordHash::new("凤凰花-2026").unwrap().into_string();
    assert!(hash.starts_with("$argon2id$"));
    assert!(PasswordHash::verify(Some(&hash), "凤凰花-2026"));
    assert!(!PasswordHash::verify(Some(&hash), "凤凰花-2027"));
    assert!(!PasswordHash::verify(Some("not a hash"), "凤凰花-2026"));
    assert!(!PasswordHash::verify(None, "凤凰花-2026"));
    assert!(PasswordHash::new("kurz").is_err());
    assert!(PasswordHash::new(&"x".repeat(2_000)).is_err());
}
