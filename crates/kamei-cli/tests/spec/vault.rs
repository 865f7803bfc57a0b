//! The vault: made once, never harmed, the same pseudonyms in every batch.

use crate::kit::{Place, Ran, files, sample};
use std::os::unix::fs::PermissionsExt;

const VAULT: [&str; 4] = ["--vault", "vault", "--passphrase-file", "pass"];

fn run(place: &Place, n: u32, input: &str) -> Ran {
    place.run_into(&format!("out{n}"), &format!("record{n}"), &VAULT, [sample(input)])
}

fn subjects(place: &Place, out: &str) -> Vec<String> {
    let package = files(&place.path(out));
    package.keys().filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect()
}

#[test]
fn a_vault_is_made_for_its_owner_only_and_used_again() {
    let place = Place::new();
    assert_eq!(run(&place, 1, "PAT2/MR/IM0002").code, 0);
    let mode = |name: &str| std::fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("vault"), mode("record1"), mode("record1/run.json")), (0o600, 0o700, 0o600));
    let sealed = std::fs::read(place.path("vault")).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    assert_eq!(run(&place, 2, "PAT2/MR/IM0003").code, 0);
    assert_eq!(std::fs::read(place.path("vault")).unwrap(), sealed);
    assert_eq!(subjects(&place, "out1"), subjects(&place, "out2"), "the same person, another batch");
    assert!(!place.path("vault.part").exists());
}

#[test]
fn another_vault_gives_other_pseudonyms() {
    let places = [Place::new(), Place::new()];
    places.iter().for_each(|place| assert_eq!(run(place, 1, "PAT2/MR/IM0002").code, 0));
    assert_ne!(subjects(&places[0], "out1"), subjects(&places[1], "out1"));
}

#[test]
fn a_wrong_passphrase_changes_no_byte_and_writes_nothing() {
    let place = Place::new();
    assert_eq!(place.kamei(["vault", "new", "vault", "--passphrase-file", "pass"]).code, 0);
    let sealed = std::fs::read(place.path("vault")).unwrap();
    for passphrase in ["another passphrase\n", "", "six words that nobody else knows "] {
        place.write("pass", passphrase);
        place.assert_nothing_written(&place.run_into("out", "record", &VAULT, [sample("PAT2")]));
        assert_eq!(place.kamei(["vault", "show", "vault", "--passphrase-file", "pass"]).code, 2);
        assert_eq!(std::fs::read(place.path("vault")).unwrap(), sealed);
    }
}

#[test]
fn a_file_that_is_no_vault_is_left_alone() {
    for bytes in [&b""[..], b"my only copy of something", b"age-encryption.org/v1\n-> scrypt AAAA"] {
        let place = Place::new();
        place.write("vault", bytes);
        place.assert_nothing_written(&place.run_into("out", "record", &VAULT, [sample("PAT2")]));
        assert_eq!(std::fs::read(place.path("vault")).unwrap(), bytes);
    }
}

#[test]
fn a_short_passphrase_makes_no_vault() {
    for passphrase in ["", "short", "elevenchars\n"] {
        let place = Place::new();
        place.write("pass", passphrase);
        place.assert_nothing_written(&place.run_into("out", "record", &VAULT, [sample("PAT2")]));
        assert!(!place.path("vault").exists());
    }
}

#[test]
fn without_a_terminal_a_passphrase_must_come_from_a_file() {
    let place = Place::new();
    place.assert_nothing_written(&place.run_into("out", "record", &["--vault", "vault"], [sample("PAT2")]));
    assert!(!place.path("vault").exists());
}

#[test]
fn a_run_that_must_not_begin_makes_no_vault() {
    let place = Place::new();
    place.write(
        "d.json",
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{"path":"*"},"action":"clear"},
           {"select":{"path":"*"},"action":"mask","boxes":[]}]}"#,
    );
    let options = [&VAULT[..], &["--decisions", "d.json"]].concat();
    place.assert_nothing_written(&place.run_into("out", "record", &options, [sample("PAT2")]));
    assert!(!place.path("vault").exists());
}

#[test]
fn a_new_vault_never_takes_the_place_of_a_file() {
    let place = Place::new();
    place.write("vault", "mine");
    assert_eq!(place.kamei(["vault", "new", "vault", "--passphrase-file", "pass"]).code, 2);
    assert_eq!(std::fs::read(place.path("vault")).unwrap(), b"mine");
}
