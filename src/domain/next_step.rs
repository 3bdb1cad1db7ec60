//! 次にすること: the one thing to do next, from how far the round is. Nobody remembers an app used three times a year.

use chrono::{Datelike, NaiveDate};

use super::checklist::RoundPlan;
use super::locale::Locale;

/// Students done of those for whom there is something to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Students done.
    pub done: usize,
    /// Students for whom it is to be done.
    pub all: usize,
}

impl Share {
    /// Students left.
    pub fn left(self) -> usize {
        self.all.saturating_sub(self.done)
    }
}

/// How far the class is in the round shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Students on the roster.
    pub students: usize,
    /// Whether the newest round is shown.
    pub is_newest: bool,
    /// Students with a card for which nothing is recorded.
    pub unrecorded: usize,
    /// 一次確認
    pub short: Share,
    /// 詳しい票
    pub full: Share,
    /// Whether 学級のようす was looked at.
    pub is_class_seen: bool,
    /// 会議
    pub meeting: Share,
    /// 要約票
    pub summary: Share,
    /// Whether the newest change is in a saved file, or nothing is to be kept (sample).
    pub is_saved: bool,
}

impl Standing {
    /// Whether nothing of the round is left to do; saving and looking at the class do not count.
    pub fn is_round_done(&self) -> bool {
        let left = [self.short, self.full, self.meeting, self.summary].map(Share::left);
        self.unrecorded == 0 && left.iter().all(|left| *left == 0)
    }
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Make the roster.
    Roster,
    /// Record what was done for a safety concern: before everything else.
    Safety {
        /// Students concerned.
        students: usize,
    },
    /// An older round is shown: go back to the newest.
    Newest,
    /// Begin or go on with the first look.
    Short(Share),
    /// Fill in the full forms that are left.
    Full(Share),
    /// Look at the class.
    Class,
    /// Decide at the meeting.
    Meeting(Share),
    /// Make summaries for what was decided.
    Summary(Share),
    /// Save to a file.
    Save,
    /// Nothing is left: begin the next round when its time has come.
    Round,
}

/// The one thing to do next.
pub fn next_step(standing: &Standing) -> NextStep {
    if standing.students == 0 {
        NextStep::Roster
    } else if standing.unrecorded > 0 {
        NextStep::Safety {
            students: standing.unrecorded,
        }
    } else if !standing.is_newest {
        NextStep::Newest
    } else if standing.short.left() > 0 {
        NextStep::Short(standing.short)
    } else if standing.full.left() > 0 {
        NextStep::Full(standing.full)
    } else if !standing.is_class_seen && standing.meeting.done == 0 {
        NextStep::Class
    } else if standing.meeting.left() > 0 {
        NextStep::Meeting(standing.meeting)
    } else if standing.summary.left() > 0 {
        NextStep::Summary(standing.summary)
    } else if !standing.is_saved {
        NextStep::Save
    } else {
        NextStep::Round
    }
}

/// The round that usually comes next: the one planned after the round of this label; when the label is not among the
/// plans, the one whose month comes next, this month included.
pub fn next_plan<'a>(plans: &'a [RoundPlan], last_label: &str, today: NaiveDate) -> Option<&'a RoundPlan> {
    let named = |plan: &RoundPlan| {
        [Locale::Ja, Locale::En]
            .into_iter()
            .any(|locale| plan.label.get(locale) == last_label)
    };
    match plans.iter().position(named) {
        Some(at) => plans.get(at + 1).or(plans.first()),
        None => plans
            .iter()
            .min_by_key(|plan| (u32::from(plan.month) + 12 - today.month()) % 12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::LocalText;

    const fn share(done: usize, all: usize) -> Share {
        Share { done, all }
    }

    /// Everything done and saved.
    fn done() -> Standing {
        Standing {
            students: 35,
            is_newest: true,
            unrecorded: 0,
            short: share(35, 35),
            full: share(9, 9),
            is_class_seen: true,
            meeting: share(6, 6),
            summary: share(2, 2),
            is_saved: true,
        }
    }

    #[test]
    fn the_steps_come_in_the_order_of_the_round() {
        let mut standing = Standing {
            is_newest: true,
            ..Standing::default()
        };
        assert_eq!(next_step(&standing), NextStep::Roster);
        standing.students = 35;
        standing.short = share(0, 35);
        assert_eq!(next_step(&standing), NextStep::Short(share(0, 35)));
        standing.short = share(34, 35);
        standing.full = share(0, 9);
        assert_eq!(next_step(&standing), NextStep::Short(share(34, 35)));
        standing.short = share(35, 35);
        assert_eq!(next_step(&standing), NextStep::Full(share(0, 9)));
        standing.full = share(9, 9);
        standing.meeting = share(0, 6);
        assert_eq!(next_step(&standing), NextStep::Class);
        standing.is_class_seen = true;
        assert_eq!(next_step(&standing), NextStep::Meeting(share(0, 6)));
        standing.meeting = share(6, 6);
        standing.summary = share(1, 2);
        assert_eq!(next_step(&standing), NextStep::Summary(share(1, 2)));
        standing.summary = share(2, 2);
        assert_eq!(next_step(&standing), NextStep::Save);
        standing.is_saved = true;
        assert_eq!(next_step(&standing), NextStep::Round);
    }

    #[test]
    fn an_unrecorded_safety_card_comes_before_everything_but_the_roster() {
        let standing = Standing {
            unrecorded: 1,
            short: share(3, 35),
            is_newest: false,
            is_saved: false,
            ..done()
        };
        assert_eq!(next_step(&standing), NextStep::Safety { students: 1 });
    }

    #[test]
    fn an_older_round_leads_back_to_the_newest() {
        let standing = Standing {
            is_newest: false,
            short: share(3, 35),
            ..done()
        };
        assert_eq!(next_step(&standing), NextStep::Newest);
    }

    #[test]
    fn a_class_with_nobody_to_talk_about_is_still_looked_at_once() {
        let mut standing = Standing {
            full: share(0, 0),
            meeting: share(0, 0),
            summary: share(0, 0),
            is_class_seen: false,
            ..done()
        };
        assert_eq!(next_step(&standing), NextStep::Class);
        standing.is_class_seen = true;
        assert_eq!(next_step(&standing), NextStep::Round);
    }

    #[test]
    fn a_round_is_done_when_no_student_waits_for_anything() {
        assert!(
            Standing {
                is_saved: false,
                is_class_seen: false,
                ..done()
            }
            .is_round_done()
        );
        assert!(
            !Standing {
                unrecorded: 1,
                ..done()
            }
            .is_round_done()
        );
        assert!(
            !Standing {
                summary: share(1, 2),
                ..done()
            }
            .is_round_done()
        );
    }

    #[test]
    fn a_meeting_that_has_begun_goes_on_though_the_class_was_not_looked_at_today() {
        let standing = Standing {
            meeting: share(2, 6),
            is_class_seen: false,
            ..done()
        };
        assert_eq!(next_step(&standing), NextStep::Meeting(share(2, 6)));
    }

    fn plans() -> Vec<RoundPlan> {
        [
            ("1学期", "Term 1", 6),
            ("2学期", "Term 2", 10),
            ("3学期", "Term 3", 1),
        ]
        .map(|(ja, en, month)| RoundPlan {
            label: LocalText {
                ja: ja.to_owned(),
                en: en.to_owned(),
            },
            month,
        })
        .to_vec()
    }

    fn label_after(last: &str, month: u32) -> Option<String> {
        let today = NaiveDate::from_ymd_opt(2026, month, 15).unwrap_or_default();
        next_plan(&plans(), last, today).map(|plan| plan.label.ja.clone())
    }

    #[test]
    fn the_next_round_is_the_one_planned_after_the_last_in_either_language() {
        assert_eq!(label_after("1学期", 1).as_deref(), Some("2学期"));
        assert_eq!(label_after("Term 2", 10).as_deref(), Some("3学期"));
        assert_eq!(label_after("3学期", 4).as_deref(), Some("1学期"));
    }

    #[test]
    fn after_a_round_with_a_name_of_its_own_the_calendar_decides() {
        assert_eq!(label_after("夏の確認", 10).as_deref(), Some("2学期"));
        assert_eq!(label_after("夏の確認", 11).as_deref(), Some("3学期"));
        assert_eq!(label_after("夏の確認", 2).as_deref(), Some("1学期"));
        assert_eq!(next_plan(&[], "1学期", NaiveDate::default()), None);
    }
}
