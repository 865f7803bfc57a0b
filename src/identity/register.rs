//! The register: all evidence of a batch.
//!
//! `absorb` is commutative, associative and idempotent, so that files may be surveyed in any order, on any
//! number of machines, and twice.
//!
//! Does not: know policies; decide which of two conflicting files is written (the plan does).

use super::{Claim, Digest, Evidence, SubjectKey};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All evidence, by subject, instance and digest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    #[serde(with = "pairs")]
    subjects: BTreeMap<SubjectKey, BTreeSet<Claim>>,
    studies: BTreeSet<String>,
    series: BTreeSet<String>,
    /// For each SOP Instance UID, the contents that carry it and the first path of each.
    instances: BTreeMap<String, BTreeMap<Digest, String>>,
    /// The first and the last path of each content; they differ where several inputs hold it.
    contents: BTreeMap<Digest, (String, String)>,
}

/// JSON has only texts as keys; maps with other keys are written as lists of pairs.
mod pairs {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<K, V>, D::Error> {
        Ok(Vec::<(K, V)>::deserialize(deserializer)?.into_iter().collect())
    }
}

fn first(slot: &mut String, path: &str) {
    if slot.is_empty() || path < slot.as_str() {
        path.clone_into(slot);
    }
}

impl Register {
    fn absorb_content(&mut self, path: &str, digest: Digest) {
        let (from, to) = self.contents.entry(digest).or_default();
        first(from, path);
        if path > to.as_str() {
            path.clone_into(to);
        }
    }

    /// Takes in what a file says.
    pub fn absorb(&mut self, path: &str, digest: Digest, evidence: &Evidence) {
        self.absorb_content(path, digest);
        let claims = self.subjects.entry(evidence.subject.clone()).or_default();
        claims.extend(evidence.claims.iter().cloned());
        self.studies.extend(Some(&evidence.study).filter(|uid| !uid.is_empty()).cloned());
        self.series.extend(Some(&evidence.series).filter(|uid| !uid.is_empty()).cloned());
        if !evidence.instance.is_empty() {
            let contents = self.instances.entry(evidence.instance.clone()).or_default();
            first(contents.entry(digest).or_default(), path);
        }
    }

    /// Takes in another register.
    pub fn merge(&mut self, other: &Register) {
        for (key, claims) in &other.subjects {
            self.subjects.entry(key.clone()).or_default().extend(claims.iter().cloned());
        }
        self.studies.extend(other.studies.iter().cloned());
        self.series.extend(other.series.iter().cloned());
        for (uid, contents) in &other.instances {
            let mine = self.instances.entry(uid.clone()).or_default();
            for (digest, path) in contents {
                first(mine.entry(*digest).or_default(), path);
            }
        }
        for (digest, (from, to)) in &other.contents {
            self.absorb_content(from, *digest);
            self.absorb_content(to, *digest);
        }
    }

    /// All subjects with what names them.
    pub fn subjects(&self) -> impl Iterator<Item = (&SubjectKey, &BTreeSet<Claim>)> {
        self.subjects.iter()
    }

    /// Number of subjects, studies and series.
    pub fn counts(&self) -> (usize, usize, usize) {
        (self.subjects.len(), self.studies.len(), self.series.len())
    }

    /// Contents that several inputs hold, with the input that stands for all: the first by path.
    pub fn shared(&self) -> impl Iterator<Item = (Digest, &str)> {
        let shared = self.contents.iter().filter(|(_, (from, to))| from != to);
        shared.map(|(digest, (from, _))| (*digest, from.as_str()))
    }

    /// SOP Instance UIDs that several contents carry, with the contents in the order of their digests: paths follow
    /// the order of arguments, and no output may.
    pub fn conflicts(&self) -> impl Iterator<Item = (&str, Vec<Digest>)> {
        let conflicts = self.instances.iter().filter(|(_, contents)| contents.len() > 1);
        conflicts.map(|(uid, contents)| (uid.as_str(), contents.keys().copied().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;
    use proptest::prelude::*;

    type File = (String, Digest, Evidence);

    fn file() -> impl Strategy<Value = File> {
        ("[a-c]", 0u8..4, 0u8..3, "[A-B]{0,1}", 0u8..4, "[x-z]").prop_map(|(path, digest, id, issuer, uid, name)| {
            let evidence = Evidence {
                subject: SubjectKey { issuer, id: id.to_string() },
                claims: vec![Claim { role: Role::Name, value: name }],
                study: format!("1.{uid}"),
                series: format!("1.{uid}.1"),
                instance: format!("1.{uid}.2"),
                modality: "CT".into(),
            };
            (path, Digest([digest; 32]), evidence)
        })
    }

    fn register(files: &[File]) -> Register {
        let mut register = Register::default();
        for (path, digest, evidence) in files {
            register.absorb(path, *digest, evidence);
        }
        register
    }

    proptest! {
        #[test]
        fn absorb_is_commutative_and_idempotent(mut files in prop::collection::vec(file(), 0..12), turn in 0usize..12) {
            let once = register(&files);
            let twice: Vec<_> = files.iter().chain(&files).cloned().collect();
            prop_assert_eq!(&register(&twice), &once);
            if !files.is_empty() {
                let n = turn % files.len();
                files.rotate_left(n);
                files.reverse();
            }
            prop_assert_eq!(register(&files), once);
        }

        #[test]
        fn the_order_of_contents_does_not_follow_their_paths(files in prop::collection::vec(file(), 0..12)) {
            let turned: Vec<_> = files.iter().map(|(path, digest, evidence)| {
                let path = match path.as_str() { "a" => "c", "c" => "a", path => path };
                (path.to_owned(), *digest, evidence.clone())
            }).collect();
            let (a, b) = (register(&files), register(&turned));
            prop_assert_eq!(a.conflicts().collect::<Vec<_>>(), b.conflicts().collect::<Vec<_>>());
        }

        #[test]
        fn merge_is_associative_commutative_and_the_same_as_absorbing_all(
            a in prop::collection::vec(file(), 0..6),
            b in prop::collection::vec(file(), 0..6),
            c in prop::collection::vec(file(), 0..6),
        ) {
            let (ra, rb, rc) = (register(&a), register(&b), register(&c));
            let mut left = ra.clone();
            left.merge(&rb);
            left.merge(&rc);
            let mut right = rc.clone();
            right.merge(&rb);
            right.merge(&ra);
            prop_assert_eq!(&left, &right);
            let all: Vec<_> = a.iter().chain(&b).chain(&c).cloned().collect();
            prop_assert_eq!(&left, &register(&all));
            left.merge(&ra);
            prop_assert_eq!(left, right);
        }

        #[test]
        fn a_register_survives_being_written_and_read(files in prop::collection::vec(file(), 0..8)) {
            let register = register(&files);
            let text = serde_json::to_string(&register).expect("json");
            prop_assert_eq!(serde_json::from_str::<Register>(&text).expect("json"), register);
        }
    }
}
