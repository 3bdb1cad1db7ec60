//! A sheet is read once for all scores of a content.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::domain::testing::{answers, identifiers, responses};
use crate::format::content::built_in;

proptest! {
    /// Answers to items the content does not have stand among the others.
    #[test]
    fn a_walk_through_a_sheet_finds_what_looking_up_each_item_finds(
        mut response in responses(),
        given in vec((any::<proptest::sample::Index>(), answers()), 0..80),
        others in vec((identifiers(), answers()), 0..8),
    ) {
        let checklist = built_in().unwrap();
        for (at, answer) in given {
            response.answers.insert(at.get(&checklist.items).id.clone(), answer);
        }
        for (id, answer) in others {
            response.answers.insert(id.as_str().into(), answer);
        }
        let measured = Scorer::new(&checklist).measure(&response, None);
        let looked_up: Vec<Meaning> = checklist.items.iter().map(|item| response.meaning(item)).collect();
        prop_assert_eq!(measured.meanings, looked_up);
        prop_assert_eq!(measured.is_begun, response.full_form_begun(&checklist));
    }
}
