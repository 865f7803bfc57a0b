//! `kamei inspect`: shows structure; names only when asked; writes a decisions file that `run` takes.

use crate::kit::{Place, planted, sample};

#[test]
fn names_are_shown_only_when_asked() {
    let place = Place::new();
    let input = sample("");
    let input = input.to_str().unwrap();
    for hidden in [&["inspect", input][..], &["inspect", "--json", input]] {
        let ran = place.kamei(hidden);
        assert_eq!(ran.code, 0);
        for planted in planted().iter().map(String::as_str).chain(["PAT1", "note.txt"]) {
            assert!(!ran.out.contains(planted) && !ran.err.contains(planted), "{planted} in {hidden:?}");
        }
    }
    let shown = place.kamei(["inspect", "--reveal", input]).out;
    assert!(shown.contains("山田") && shown.contains("0012345"), "{shown}");
}

#[test]
fn sums_are_those_of_the_sample() {
    let ran = Place::new().kamei(["inspect", "--lang", "en", sample("").to_str().unwrap()]);
    assert!(ran.out.contains("2 people, 3 examinations, 7 series, 20 files"), "{}", ran.out);
}

#[test]
fn json_has_one_entry_a_file() {
    let place = Place::new();
    let ran = place.kamei(["inspect", "--json", sample("").to_str().unwrap()]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found.len(), 20);
    assert!(found.iter().all(|one| one["path"].is_null() && one["status"].is_string()));
    assert!(found.iter().any(|one| one["codes"][0] == "face-risk" && one["modality"] == "CT"));
    let revealed = place.kamei(["inspect", "--json", "--reveal", sample("").to_str().unwrap()]);
    assert!(revealed.out.contains("PAT1/CT/IM0001"));
}

#[test]
fn the_file_of_open_decisions_is_one_that_run_takes_and_that_leaves_nothing_waiting() {
    let place = Place::new();
    let odd = ["[1].dcm", "a*b?.dcm"]
        .map(|name| place.write(format!("in/{name}"), std::fs::read(sample("PAT2/HEAD/IM0001.dcm")).unwrap()));
    std::fs::copy(sample("PAT2/HEAD/IM0002.dcm"), &odd[1]).unwrap();
    let inputs = [sample(""), place.path("in")];
    let [a, b] = inputs.each_ref().map(|path| path.to_str().unwrap());
    assert_eq!(place.kamei(["inspect", "--boxes", "d.json", a, b]).code, 0);
    assert_eq!(place.kamei(["inspect", "--boxes", "d.json", a]).code, 2, "a file that stands there stays");
    place.run(&["--decisions", "d.json"], &inputs);
    let outcomes = place.outcomes();
    assert!(outcomes.values().all(|outcome| !outcome.starts_with("withheld")), "{outcomes:?}");
    assert_eq!(outcomes["[1].dcm"], "excluded by-decision");
    assert_eq!(outcomes["PAT1/CT/IM0001"], "written", "only what waits is decided");
    assert_eq!(place.json("record/run.json")["warnings"].as_array().map(Vec::len), Some(0));
}

#[test]
fn what_does_not_exist_is_status_2() {
    assert_eq!(Place::new().kamei(["inspect", "absent"]).code, 2);
}
