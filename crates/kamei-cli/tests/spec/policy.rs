//! `kamei policy`: what there is, and what a policy does.

use crate::kit::Place;

#[test]
fn list_tells_what_can_be_run_and_what_comes_later() {
    let ran = Place::new().kamei(["policy", "list", "--lang", "en"]);
    assert_eq!(ran.code, 0);
    for name in ["ps3-15-basic", "appi", "research-tcia"] {
        assert!(ran.out.lines().any(|line| line.starts_with(name)), "{name}");
    }
}

#[test]
fn show_says_what_happens_to_every_attribute_of_the_table() {
    let ran = Place::new().kamei(["policy", "show", "ps3-15-basic", "--lang", "en"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.lines().count() > 600, "{}", ran.out.lines().count());
    let name = ran.out.lines().find(|line| line.contains("Patient's Name")).unwrap();
    assert!(name.contains("Z") && name.ends_with("emptied, or a pseudonym"), "{name}");
}

#[test]
fn a_policy_does_not_differ_from_itself() {
    let ran = Place::new().kamei(["policy", "diff", "ps3-15-basic", "ps3-15-basic", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.trim()), (0, "0 attributes differ."));
}

#[test]
fn unknown_policies_are_status_2() {
    let place = Place::new();
    assert_eq!(place.kamei(["policy", "show", "nothing"]).code, 2);
    assert_eq!(place.kamei(["policy", "show", "appi"]).code, 2, "not there yet");
    assert_eq!(place.kamei(["policy", "diff", "ps3-15-basic", "nothing"]).code, 2);
}
