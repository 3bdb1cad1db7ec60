//! How a saved copy stands to what is open, for a trial opening (試し開き). Nothing is changed by looking.

use super::merge::count_news;
use crate::domain::document::Document;

/// How a file stands to the open class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Both hold the same.
    Same,
    /// The file lacks what was written since.
    Older {
        /// Fields in which it shows something else.
        lacks: usize,
    },
    /// The file holds what is not here.
    Newer {
        /// Fields in which it would show something else here.
        brings: usize,
    },
    /// Each lacks something of the other.
    Parted {
        /// Fields the file lacks.
        lacks: usize,
        /// Fields it would bring.
        brings: usize,
    },
    /// It is another class.
    OtherClass,
}

impl Document {
    /// How a copy in a file stands to this document.
    pub fn compare(&self, file: &Document) -> Compared {
        let (here, there) = (&self.ledger, &file.ledger);
        if here.id != there.id {
            return Compared::OtherClass;
        }
        let mut both = there.clone();
        both.merge(here);
        let count = |copy| {
            let (entries, others) = count_news(copy, &both);
            entries + others
        };
        let (lacks, brings) = (count(there), count(here));
        match (both == *there, both == *here) {
            (true, true) => Compared::Same,
            (false, true) => Compared::Older { lacks },
            (true, false) => Compared::Newer { brings },
            (false, false) => Compared::Parted { lacks, brings },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::DocumentId;
    use crate::domain::ledger::histories::{Act, act, devices};
    use crate::domain::ledger::tests::checklist;

    #[test]
    fn a_file_is_the_same_older_newer_or_has_gone_its_own_way() {
        let checklist = checklist();
        let mut desks = devices(2);
        let file = desks[0].document.clone();
        assert_eq!(desks[0].document.compare(&file), Compared::Same);
        act(&checklist, &mut desks, 0, &Act::Answer(0, 0, Some(1)));
        act(&checklist, &mut desks, 0, &Act::Answer(1, 0, Some(1)));
        assert_eq!(desks[0].document.compare(&file), Compared::Older { lacks: 2 });
        assert_eq!(file.compare(&desks[0].document), Compared::Newer { brings: 2 });
        act(&checklist, &mut desks, 1, &Act::Gut(2, true));
        let [a, b] = [&desks[0].document, &desks[1].document];
        assert_eq!(a.compare(b), Compared::Parted { lacks: 2, brings: 1 });
        let mut other = a.clone();
        other.ledger.id = DocumentId(9);
        assert_eq!(a.compare(&other), Compared::OtherClass);
    }
}
