//! Takes the values that name people out of text that may stay.
//!
//! In: the batch's values, each with a strength, and a text. Out: the text without them, or nothing
//! where it holds none. Values are found as they stand, without regard to the case of ASCII letters;
//! other spellings (widths, kana, romaji) are not sought yet: see docs/unsupported.md.
//!
//! A value of digits only matches a whole run of digits. A short value matches whole words only, so
//! that a patient called `CT` does not empty every description.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What stands where a value was taken out. Legal in every VR, and fits the shortest (16 characters).
const GONE: &str = "REMOVED";
/// ASCII characters from which on a value is sought inside of words as well.
const STRONG: usize = 5;
/// Values from which on the quickly built kind of automaton is taken.
const DENSE: usize = 1000;
/// Values that name nobody.
const VOID: [&str; 12] =
    ["", "anonymous", "anon", "unknown", "none", "null", "test", "patient", "name", "no name", "removed", "n/a"];

/// The values that should be gone from a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Values {
    values: BTreeSet<String>,
}

impl Values {
    /// Adds a name as DICOM writes it: the whole, each of its groups, and each component that is
    /// long enough to mean somebody.
    pub(crate) fn add_name(&mut self, name: &str) {
        self.add(name);
        for group in name.split(['=', '＝']) {
            self.add(group.trim_end_matches(['^', ' ']));
            let components: Vec<_> = group.split(['^', '＾']).map(str::trim).filter(|c| !c.is_empty()).collect();
            if let [family, given, ..] = components.as_slice() {
                for joined in [format!("{family} {given}"), format!("{family}{given}"), format!("{given} {family}")] {
                    self.add(&joined);
                }
            }
            for component in components {
                self.add(component);
            }
        }
    }

    /// Adds a value as it stands, unless it names nobody.
    pub(crate) fn add(&mut self, value: &str) {
        let value = value.trim_matches(['\0', ' ', '\u{3000}']);
        let is_void = VOID.contains(&value.to_ascii_lowercase().as_str());
        let has_letters = value.chars().filter(|c| c.is_alphanumeric()).count();
        if !is_void && (has_letters > 1 || has_letters == 1 && !value.is_ascii()) {
            self.values.insert(value.to_owned());
        }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// Finds and takes out the values of a batch. Built once, used for every text.
#[derive(Clone, Debug)]
pub(crate) struct Cleaner {
    search: Option<AhoCorasick>,
    kinds: Vec<Strength>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strength {
    /// Anywhere.
    Anywhere,
    /// Not beside another digit.
    WholeNumber,
    /// Not beside another letter or digit.
    WholeWord,
}

fn strength(value: &str) -> Strength {
    if value.bytes().all(|b| b.is_ascii_digit()) {
        Strength::WholeNumber
    } else if value.is_ascii() && value.len() < STRONG || value.chars().count() < 2 {
        Strength::WholeWord
    } else {
        Strength::Anywhere
    }
}

impl Cleaner {
    /// A cleaner for these values. Where the automaton cannot be built (too many values for memory),
    /// there is none: `None`, and nothing may be written.
    pub(crate) fn new(values: &Values) -> Option<Self> {
        let kinds = values.values.iter().map(|value| strength(value)).collect();
        if values.is_empty() {
            return Some(Self { search: None, kinds });
        }
        // Case is folded by hand, which keeps the automaton at half its size; the sparse kind is built several times
        // faster, and texts that may stay are short.
        let kind = (values.values.len() > DENSE).then_some(AhoCorasickKind::NoncontiguousNFA);
        let folded = values.values.iter().map(|value| value.to_ascii_lowercase());
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(kind)
            .dense_depth(1)
            .prefilter(false)
            .build(folded)
            .ok()?;
        Some(Self { search: Some(search), kinds })
    }

    /// The text without the values, or `None` where it holds none of them.
    pub(crate) fn clean(&self, text: &str) -> Option<String> {
        self.without(text, |_| true)
    }

    /// The same for a coded string, which holds terms of the standard: words of letters alone stay, since a
    /// patient may be called Axial. Numbers, full names and other scripts go.
    pub(crate) fn clean_code(&self, text: &str) -> Option<String> {
        self.without(text, |value| {
            let is_word = value.bytes().all(|b| b.is_ascii_alphabetic());
            value.len() >= STRONG && !is_word
        })
    }

    fn without(&self, text: &str, is_sought: impl Fn(&str) -> bool) -> Option<String> {
        let search = self.search.as_ref()?;
        // Only ASCII letters change, so every offset stays.
        let folded = text.to_ascii_lowercase();
        let found = search
            .find_overlapping_iter(&folded)
            .filter(|hit| is_sought(text.get(hit.range()).unwrap_or_default()))
            .filter(|hit| self.counts(text, hit.pattern().as_usize(), hit.start(), hit.end()));
        // Hits come in the order of their ends; those that touch become one at once, since a text can hold as many
        // hits as it has bytes, times the number of values.
        let mut hits: Vec<(usize, usize)> = Vec::new();
        for hit in found {
            let mut start = hit.start();
            while let Some((from, _)) = hits.pop_if(|(_, end)| *end >= start) {
                start = start.min(from);
            }
            hits.push((start, hit.end()));
        }
        if hits.is_empty() {
            return None;
        }
        let (mut out, mut done) = (String::with_capacity(text.len()), 0);
        for (start, end) in hits {
            out.push_str(text.get(done..start).unwrap_or_default());
            out.push_str(GONE);
            done = end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        Some(out)
    }

    fn counts(&self, text: &str, pattern: usize, start: usize, end: usize) -> bool {
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        let after = text.get(end..).and_then(|t| t.chars().next());
        let touches = |test: fn(char) -> bool| before.is_some_and(test) || after.is_some_and(test);
        match self.kinds.get(pattern) {
            Some(Strength::WholeNumber) => !touches(|c| c.is_ascii_digit()),
            Some(Strength::WholeWord) => !touches(char::is_alphanumeric),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], ids: &[&str], text: &str, expected: &str) {
        let mut values = Values::default();
        names.iter().for_each(|name| values.add_name(name));
        ids.iter().for_each(|id| values.add(id));
        let cleaner = Cleaner::new(&values).expect("small");
        assert_eq!(cleaner.clean(text).as_deref().unwrap_or(text), expected);
    }

    #[test]
    fn a_name_goes_in_each_of_its_groups_and_the_words_around_it_stay() {
        let name = "Yamada^Tarou=山田^太郎=やまだ^たろう";
        check(&[name], &[], "Model X for YAMADA tarou", "Model X for REMOVED");
        check(&[name], &[], "山田様 胸部CT", "REMOVED様 胸部CT");
        check(&[name], &[], "山田太郎 胸部", "REMOVED 胸部");
    }

    #[test]
    fn a_number_matches_a_whole_run_of_digits_only() {
        check(&[], &["0012345"], "ID 0012345, serial 900123456", "ID REMOVED, serial 900123456");
        check(&[], &["12"], "12 slices of 0.12 and 112", "REMOVED slices of 0.REMOVED and 112");
    }

    #[test]
    fn a_short_value_matches_whole_words_only() {
        check(&["CT"], &["A1"], "CTDI of CT, A1 and A12", "CTDI of REMOVED, REMOVED and A12");
    }

    #[test]
    fn values_that_name_nobody_take_nothing_away() {
        check(&["ANONYMOUS", "Unknown"], &["", "-", "X"], "unknown X-ray of anonymous", "unknown X-ray of anonymous");
    }

    #[test]
    fn coded_strings_keep_their_short_terms() {
        let mut values = Values::default();
        values.add_name("CT^Head");
        values.add("0012345");
        let cleaner = Cleaner::new(&values).expect("small");
        assert_eq!(cleaner.clean_code("CT"), None);
        assert_eq!(cleaner.clean_code("0012345\\AXIAL").as_deref(), Some("REMOVED\\AXIAL"));
    }

    #[test]
    fn as_many_hits_as_bytes_take_no_memory() {
        let names: Vec<String> = (STRONG..200).map(|n| "a".repeat(n)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        check(&[], &names, &format!("x {} y", "a".repeat(100_000)), "x REMOVED y");
    }

    #[test]
    fn overlapping_values_leave_no_rest() {
        check(&["Mori"], &["Moriyama"], "see Moriyama", "see REMOVED");
        check(&[], &["ABCDE", "DEFGH"], "xABCDEFGHx", "xREMOVEDx");
    }
}
