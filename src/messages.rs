//! Messages for people, by id, in Japanese and English: one set for core, command line and page.
//!
//! Does not: hold text in code. A message that is missing shows its id; a test sees that none is.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// 日本語
    Ja,
    /// English
    En,
}

impl Lang {
    /// From a locale's name (`ja_JP.UTF-8`, `en-US`): Japanese for names that begin with `ja`, else English.
    pub fn from_locale(name: &str) -> Self {
        if name.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("ja")) { Self::Ja } else { Self::En }
    }

    /// The language's code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::Ja => include_str!("../locales/ja.ftl"),
            Self::En => include_str!("../locales/en.ftl"),
        }
    }
}

/// The messages of one language.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Messages")
    }
}

impl Messages {
    /// The messages of a language.
    pub fn new(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // No invisible characters around arguments: terminals and JSON readers show them.
        bundle.set_use_isolating(false);
        let resource = match FluentResource::try_new(Lang::source(lang).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }

    /// A message, its arguments put in.
    pub fn text(&self, id: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let Some(pattern) = pattern else { return id.to_owned() };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set(*name, value.clone());
        }
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// Whether there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::{Code, Fate};

    #[test]
    fn every_code_says_why_and_what_to_do_in_both_languages() {
        for lang in [Lang::Ja, Lang::En] {
            let messages = Messages::new(lang);
            for code in Code::ALL {
                assert!(messages.has(&format!("why-{}", code.as_str())), "{lang:?} why-{}", code.as_str());
                let needs_remedy =
                    matches!(code.fate(), Fate::Withheld | Fate::Refused | Fate::Excluded | Fate::Duplicate);
                assert!(!needs_remedy || messages.has(&format!("remedy-{}", code.as_str())), "{lang:?} {code:?}");
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_ids_and_no_syntax_errors() {
        let ids = |lang: Lang| -> Vec<String> {
            let resource = FluentResource::try_new(lang.source().to_owned()).expect("no syntax errors");
            let mut ids: Vec<String> = resource
                .entries()
                .filter_map(|entry| match entry {
                    fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                    _ => None,
                })
                .collect();
            ids.sort();
            ids
        };
        assert_eq!(ids(Lang::Ja), ids(Lang::En));
    }

    #[test]
    fn arguments_are_put_in_without_invisible_marks() {
        let text = Messages::new(Lang::En).text("at-byte", &[("at", 12u64.into())]);
        assert_eq!(text, "(byte 12)");
    }
}
