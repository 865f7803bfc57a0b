//! What a person decided about files: `decisions.json` (exam contract `kamei-decisions/1`).
//!
//! All decisions that select a file hold together; two that contradict each other are an error before
//! anything is written.
//!
//! Does not: carry a decision out.

use serde::{Deserialize, Serialize};

/// What a person said about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Cover these boxes.
    Mask,
    /// Every frame was seen: nothing identifying.
    Clear,
    /// Leave it out.
    Exclude,
    /// The surface of a head may stay.
    KeepSurface,
    /// The surface of a head is to be removed.
    RemoveSurface,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Select {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    series: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    layout: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    select: Select,
    action: Deed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    boxes: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    frames: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    decisions: Vec<Decision>,
}

/// All decisions of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    list: Vec<Decision>,
}

/// Decisions that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecisionError {
    /// Not the JSON that the format asks for; line and what was expected, without values.
    Format {
        /// Line, from 1; 0 where the JSON itself is whole.
        line: usize,
    },
    /// Two decisions about one file contradict each other: their places in the file, from 1.
    Contradiction {
        /// The first.
        first: usize,
        /// The second.
        second: usize,
    },
}

impl Decisions {
    /// Reads `decisions.json`.
    ///
    /// # Errors
    /// [`DecisionError::Format`].
    pub fn from_json(text: &str) -> Result<Self, DecisionError> {
        let file: File = serde_json::from_str(text).map_err(|error| DecisionError::Format { line: error.line() })?;
        let selects = |d: &Decision| d.select.path.is_some() || d.select.series.is_some() || d.select.layout.is_some();
        if file.format != "kamei-decisions/1" || !file.decisions.iter().all(selects) {
            return Err(DecisionError::Format { line: 0 });
        }
        Ok(Self { list: file.decisions })
    }

    /// What was decided about the file with this input path and Series Instance UID.
    ///
    /// # Errors
    /// [`DecisionError::Contradiction`]: clear with mask, keep-surface with remove-surface.
    pub fn about(&self, path: &str, series: &str) -> Result<Vec<Deed>, DecisionError> {
        let mut found: Vec<(usize, Deed)> = Vec::new();
        for (n, decision) in self.list.iter().enumerate() {
            if !decision.fits(path, series) {
                continue;
            }
            for (other, deed) in &found {
                if contradict(*deed, decision.action) {
                    return Err(DecisionError::Contradiction { first: other + 1, second: n + 1 });
                }
            }
            found.push((n, decision.action));
        }
        Ok(found.into_iter().map(|(_, deed)| deed).collect())
    }

    /// Places, from 1, of decisions that fit none of these files (input path and series).
    pub fn unused<'a>(&self, files: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Vec<usize> {
        let fits_none = |d: &Decision| !files.clone().any(|(path, series)| d.fits(path, series));
        self.list.iter().enumerate().filter(|(_, d)| fits_none(d)).map(|(n, _)| n + 1).collect()
    }
}

impl Decision {
    fn fits(&self, path: &str, series: &str) -> bool {
        let by_path = self.select.path.as_deref().is_none_or(|glob| fits(glob, path));
        let by_series = self.select.series.as_deref().is_none_or(|uid| !series.is_empty() && uid == series);
        // Layouts are told apart with the review of pixels; until then such a selection fits no file.
        by_path && by_series && self.select.layout.is_none()
    }
}

fn contradict(a: Deed, b: Deed) -> bool {
    let pair = |x, y| (a, b) == (x, y) || (a, b) == (y, x);
    pair(Deed::Clear, Deed::Mask) || pair(Deed::KeepSurface, Deed::RemoveSurface)
}

/// Whether a glob fits a path: `*` any characters, `/` among them, `?` one, `[…]` one of a set, an
/// unclosed `[` itself. Cost: O(glob · path).
fn fits(glob: &str, path: &str) -> bool {
    let (glob, path): (Vec<char>, Vec<char>) = (glob.chars().collect(), path.chars().collect());
    let (mut g, mut p, mut star) = (0, 0, None);
    while p < path.len() {
        let step = path.get(p).and_then(|c| one(glob.get(g..).unwrap_or_default(), *c));
        if glob.get(g) == Some(&'*') {
            star = Some((g, p));
            g += 1;
        } else if let Some(taken) = step {
            g += taken;
            p += 1;
        } else if let Some((at, from)) = star {
            star = Some((at, from + 1));
            (g, p) = (at + 1, from + 1);
        } else {
            return false;
        }
    }
    glob.get(g..).unwrap_or_default().iter().all(|c| *c == '*')
}

/// How many characters of the glob fit this one character; `None` when it does not fit.
fn one(glob: &[char], c: char) -> Option<usize> {
    let (first, rest) = glob.split_first()?;
    match first {
        '?' => Some(1),
        '[' => {
            let negated = rest.first() == Some(&'!');
            let from = usize::from(negated);
            // A `]` at the beginning of a set is one of it.
            let close = rest.iter().skip(from + 1).position(|c| *c == ']').map(|n| n + from + 1);
            let Some(close) = close else { return (c == '[').then_some(1) };
            let set = rest.get(from..close).unwrap_or_default();
            let mut found = false;
            let mut n = 0;
            while let Some(low) = set.get(n) {
                match (set.get(n + 1), set.get(n + 2)) {
                    (Some('-'), Some(high)) => {
                        found |= (*low..=*high).contains(&c);
                        n += 3;
                    }
                    _ => {
                        found |= *low == c;
                        n += 1;
                    }
                }
            }
            (found != negated).then_some(close + 2)
        }
        literal => (*literal == c).then_some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_fit_as_the_contract_says() {
        for (glob, path, expected) in [
            ("us/*.dcm", "us/1.dcm", true),
            ("us/*.dcm", "us/deep/1.dcm", true),
            ("us/?.dcm", "us/12.dcm", false),
            ("*", "a/b", true),
            ("[ab]*", "b1", true),
            ("[!ab]*", "b1", false),
            ("[a-c]x", "bx", true),
            ("a[", "a[", true),
            ("star*.dcm", "star*.dcm", true),
            ("*a*b*c", "xxaxxbxxc", true),
            ("*a*b*c", "xxaxxcxxb", false),
            ("", "", true),
        ] {
            assert_eq!(fits(glob, path), expected, "{glob} on {path}");
        }
    }

    fn decisions(list: &str) -> Decisions {
        Decisions::from_json(&format!(r#"{{"format":"kamei-decisions/1","decisions":[{list}]}}"#)).expect("lawful")
    }

    #[test]
    fn decisions_about_one_file_add_up() {
        let d = decisions(
            r#"{"select":{"path":"*"},"action":"clear"},{"select":{"series":"1.2"},"action":"keep-surface"}"#,
        );
        assert_eq!(d.about("a", "1.2"), Ok(vec![Deed::Clear, Deed::KeepSurface]));
        assert_eq!(d.about("a", "1.3"), Ok(vec![Deed::Clear]));
    }

    #[test]
    fn contradictions_are_named() {
        let d = decisions(
            r#"{"select":{"path":"a"},"action":"clear"},{"select":{"path":"b"},"action":"exclude"},
               {"select":{"path":"*"},"action":"mask","boxes":[]}"#,
        );
        assert_eq!(d.about("a", ""), Err(DecisionError::Contradiction { first: 1, second: 3 }));
        assert_eq!(d.about("b", ""), Ok(vec![Deed::Exclude, Deed::Mask]));
    }

    #[test]
    fn a_selection_that_fits_no_file_is_told() {
        let d = decisions(r#"{"select":{"path":"a"},"action":"clear"},{"select":{"layout":"x"},"action":"clear"}"#);
        assert_eq!(d.unused([("a", ""), ("b", "")].into_iter()), vec![2]);
    }

    #[test]
    fn other_formats_and_unknown_keys_are_refused() {
        for text in [
            "",
            "{}",
            r#"{"format":"kamei-decisions/2","decisions":[]}"#,
            r#"{"format":"kamei-decisions/1","decisions":[{"select":{},"action":"clear"}]}"#,
            r#"{"format":"kamei-decisions/1","decisions":[{"select":{"path":"a"},"action":"burn"}]}"#,
            r#"{"format":"kamei-decisions/1","decisions":[{"select":{"file":"a"},"action":"clear"}]}"#,
        ] {
            assert!(Decisions::from_json(text).is_err(), "{text}");
        }
    }
}
