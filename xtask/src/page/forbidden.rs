//! Searches the page for text that could open a way out.
//!
//! In: the two documents without the module. Out: nothing, or every text whose count is not the known one.
//! A policy stops connections; this stops the code that would try, and the few ways that no policy stops.

use super::assemble::Parts;
use super::manifest::Manifest;
use crate::ground::Trouble;
use std::collections::BTreeMap;

/// Fails when a forbidden text stands in the page more or less often than `wasm-pack.toml` says.
pub(crate) fn check(manifest: &Manifest, parts: &Parts) -> Result<(), Trouble> {
    let wrong = differences(&manifest.forbidden, &parts.readable());
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Trouble::new(format!("forbidden text in the page:\n  {}", wrong.join("\n  ")))
        .remedy("take it out, or show that it is harmless and count it in wasm-pack.toml"))
}

fn differences(known: &BTreeMap<String, usize>, documents: &[String]) -> Vec<String> {
    known
        .iter()
        .map(|(text, known)| (text, known, documents.iter().map(|document| document.matches(text).count()).sum()))
        .filter(|&(_, &known, found): &(_, _, usize)| known != found)
        .map(|(text, known, found)| format!("`{text}`: {found} times, known are {known}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &str, expected: &[&str]) {
        let known = BTreeMap::from([("fetch(".to_owned(), 0), ("innerHTML".to_owned(), 2)]);
        assert_eq!(differences(&known, &[document.to_owned()]), expected, "in {document:?}");
    }

    #[test]
    fn known_places_pass_and_a_new_one_fails() {
        check("innerHTML innerHTML", &[]);
        check("innerHTML innerHTML innerHTML", &["`innerHTML`: 3 times, known are 2"]);
    }

    #[test]
    fn a_known_place_that_is_gone_fails_too() {
        check("innerHTML", &["`innerHTML`: 1 times, known are 2"]);
    }

    #[test]
    fn a_call_out_fails() {
        check("innerHTML innerHTML fetch(x)", &["`fetch(`: 1 times, known are 0"]);
    }
}
