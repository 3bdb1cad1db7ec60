//! The place of a value in a document, written as faults write it: `items[12].count.bands[2]`.

use std::fmt;

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a field of an object.
    Field(String),
    /// To an entry of a list, from 0.
    Index(usize),
}

/// A place in a document; the empty path is the document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<Step>);

impl Path {
    /// The document itself.
    pub fn top() -> Self {
        Self::default()
    }

    /// Reads a path as [`fmt::Display`] writes it. `None` when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut path = Self::top();
        if text.is_empty() {
            return Some(path);
        }
        for part in text.split('.') {
            let mut pieces = part.split('[');
            let name = pieces.next().unwrap_or_default();
            if name.is_empty() {
                return None;
            }
            path = path.field(name);
            for piece in pieces {
                path = path.index(piece.strip_suffix(']')?.parse().ok()?);
            }
        }
        Some(path)
    }

    /// The field of this name of what is here.
    pub fn field(&self, name: &str) -> Self {
        self.then(Step::Field(name.to_owned()))
    }

    /// The entry at a position, from 0, of what is here.
    pub fn index(&self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The steps from the top.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// What holds the place, and the last step; `None` for the document itself.
    pub fn split_last(&self) -> Option<(Path, &Step)> {
        let (last, before) = self.0.split_last()?;
        Some((Path(before.to_vec()), last))
    }

    /// What holds the place; the document holds itself.
    pub fn parent(&self) -> Path {
        self.split_last().map_or_else(Path::top, |(parent, _)| parent)
    }

    /// The name of the field, if the last step is one.
    pub fn last_field(&self) -> Option<&str> {
        match self.0.last() {
            Some(Step::Field(name)) => Some(name),
            Some(Step::Index(_)) | None => None,
        }
    }

    /// The position in the list, if the last step is one.
    pub fn last_index(&self) -> Option<usize> {
        match self.0.last() {
            Some(Step::Index(index)) => Some(*index),
            Some(Step::Field(_)) | None => None,
        }
    }

    /// The name of the top-level field the place lies in.
    pub fn first_field(&self) -> Option<&str> {
        match self.0.first() {
            Some(Step::Field(name)) => Some(name),
            Some(Step::Index(_)) | None => None,
        }
    }

    /// The first `count` steps.
    pub fn first(&self, count: usize) -> Path {
        Self(self.0.iter().take(count).cloned().collect())
    }

    /// Whether this place is `other` or lies in it.
    pub fn is_in(&self, other: &Path) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Field(name) if at == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_back_as_it_is_written() {
        for text in [
            "",
            "version",
            "items[12].count.bands[2]",
            "gate.all[0].not",
            "a[1][2].b",
        ] {
            assert_eq!(
                Path::parse(text).map(|path| path.to_string()).as_deref(),
                Some(text)
            );
        }
        let path = Path::top().field("items").index(12).field("count");
        assert_eq!(Path::parse("items[12].count"), Some(path));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in [
            ".", "a.", ".a", "a[", "a[]", "a[x]", "a[1", "[1]", "a[-1]", "a..b",
        ] {
            assert_eq!(Path::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_place_lies_in_itself_and_in_what_holds_it_only() {
        let path = |text: &str| Path::parse(text).unwrap();
        assert!(path("items[1].label").is_in(&path("items[1]")));
        assert!(path("items[1]").is_in(&path("items[1]")));
        assert!(!path("items[1]").is_in(&path("items[1].label")));
        assert!(!path("items[12]").is_in(&path("items[1]")));
        assert_eq!(path("items[1].label").parent(), path("items[1]"));
        assert_eq!(path("items[1]").last_index(), Some(1));
        assert_eq!(path("items[1].label").last_field(), Some("label"));
    }
}
