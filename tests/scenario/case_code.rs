//! The ward reads a case code to the school over the phone.

use kizuki::domain::case_code::CaseCode;

#[test]
fn a_code_read_aloud_is_the_code_that_was_printed() {
    for number in [0, 1, 22, 23, 7_919, u64::MAX] {
        let code = CaseCode::from_random(number);
        assert_eq!(CaseCode::parse(&code.to_string()), Ok(code));
    }
}

#[test]
fn a_code_with_one_character_misread_is_not_a_code() {
    let printed = CaseCode::from_random(123_456_789).to_string();
    for (at, letter) in printed.char_indices().filter(|(_, letter)| *letter != '-') {
        let misread = if letter == 'K' { "M" } else { "K" };
        let mut heard = printed.clone();
        heard.replace_range(at..=at, misread);
        assert!(CaseCode::parse(&heard).is_err(), "{heard} for {printed}");
    }
}
