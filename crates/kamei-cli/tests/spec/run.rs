//! `kamei run`: exit status, what is written where, decisions, languages.

use crate::kit::{Place, files, hex, planted, sample};

#[test]
fn everything_written_is_status_0() {
    let place = Place::new();
    let ran = place.run(&[], [sample("PAT2/MR/IM0002"), sample("PAT2/MR/IM0003")]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(place.outcomes().into_values().collect::<Vec<_>>(), ["written", "written"]);
}

#[test]
fn something_withheld_or_refused_is_status_3_and_run_json_says_what() {
    let place = Place::new();
    assert_eq!(place.run(&[], [sample("")]).code, 3);
    let outcomes = place.outcomes();
    for (path, expected) in [
        ("PAT1/CT/IM0001", "written"),
        ("PAT1/CT/IM0006-CUT", "refused damaged"),
        ("PAT1/SR/SR0001.dcm", "written"),
        ("PAT1/KO/KO0001.dcm", "written"),
        ("PAT1/US/US0001.dcm", "withheld burned-in-risk"),
        ("PAT1/DOC/DOC0001.dcm", "withheld document-undecided"),
        ("PAT2/COPY/IM0001", "written"),
        ("PAT2/MR/IM0001", "duplicate same-bytes"),
        ("PAT2/HEAD/IM0001.dcm", "withheld face-risk"),
        ("PAT2/note.txt", "withheld prose-undecided"),
        ("DICOMDIR", "excluded media-directory"),
        ("AUTORUN.INF", "excluded viewer"),
    ] {
        assert_eq!(outcomes.get(path).map(String::as_str), Some(expected), "{path}");
    }
}

#[test]
fn run_json_lists_every_input_once_and_the_package_holds_what_it_lists_and_nothing_else() {
    let place = Place::new();
    place.run(&[], [sample("")]);
    let (run, inputs, package) = (place.json("record/run.json"), files(&sample("")), files(&place.path("out")));
    assert_eq!((&run["format"], &run["complete"]), (&"kamei-run/1".into(), &true.into()));
    let listed: Vec<&str> = place_paths(&run);
    assert_eq!(listed, inputs.keys().map(String::as_str).collect::<Vec<_>>());
    let mut outputs = vec!["manifest.json".to_owned()];
    for input in run["inputs"].as_array().unwrap() {
        let is_written = input["outcome"] == "written";
        assert_eq!(input["sha256"], hex(&inputs[input["path"].as_str().unwrap()]).as_str());
        for field in ["code", "why", "remedy"] {
            assert_eq!(input[field].is_null(), is_written, "{field} of {input}");
        }
        let of = input["outputs"].as_array().unwrap();
        assert_eq!(of.is_empty(), !is_written, "{input}");
        outputs.extend(of.iter().map(|output| output.as_str().unwrap().to_owned()));
    }
    outputs.sort();
    assert_eq!(outputs, package.keys().cloned().collect::<Vec<_>>());
    let sums = run["sums"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum::<u64>();
    assert_eq!(sums, inputs.len() as u64);
}

#[test]
fn a_package_without_its_record_stays_marked_incomplete() {
    let place = Place::new();
    // A folder where the record is to be written.
    place.write("record/run.json.part/x", "");
    assert_eq!(place.run(&[], [sample("PAT2/MR/IM0002")]).code, 1);
    let package = files(&place.path("out"));
    assert!(package.contains_key("INCOMPLETE") && !package.contains_key("manifest.json"), "{:?}", package.keys());
}

fn place_paths(run: &serde_json::Value) -> Vec<&str> {
    run["inputs"].as_array().unwrap().iter().map(|input| input["path"].as_str().unwrap()).collect()
}

#[test]
fn the_manifest_lists_every_file_with_its_digest_and_nothing_original() {
    let place = Place::new();
    place.run(&[], [sample("")]);
    let mut package = files(&place.path("out"));
    let text = String::from_utf8(package.remove("manifest.json").unwrap()).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&manifest["format"], &manifest["complete"]), (&"kamei-manifest/1".into(), &true.into()));
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len(), package.len());
    for file in listed {
        let bytes = &package[file["path"].as_str().unwrap()];
        assert_eq!((&file["sha256"], &file["bytes"]), (&hex(bytes).into(), &(bytes.len() as u64).into()));
    }
    for planted in planted().iter().map(String::as_str).chain(["PAT1", "IM0001"]) {
        assert!(!text.contains(planted), "{planted}");
        assert!(!package.keys().any(|path| path.contains(planted)), "{planted}");
    }
}

#[test]
fn the_number_of_jobs_changes_no_byte_of_the_package() {
    let packages = ["1", "2", "8"].map(|jobs| {
        let place = Place::new();
        place.run(&["--jobs", jobs], [sample("")]);
        (files(&place.path("out")), std::fs::read(place.path("record/run.json")).unwrap())
    });
    assert!(packages[0].0.len() > 10);
    assert!(packages[0] == packages[1] && packages[0] == packages[2]);
}

#[test]
fn a_package_goes_into_an_empty_folder_only() {
    let place = Place::new();
    place.write("out/something", "x");
    let ran = place.run(&[], [sample("PAT2")]);
    assert_eq!((ran.code, files(&place.path("out")).len(), place.path("record").exists()), (2, 1, false));
    let place = Place::new();
    place.write("out", "a file");
    assert_eq!(place.run(&[], [sample("PAT2")]).code, 2);
    let place = Place::new();
    std::fs::create_dir(place.path("out")).unwrap();
    assert_eq!(place.run(&[], [sample("PAT2/MR/IM0002")]).code, 0);
}

#[test]
fn the_record_and_the_vault_never_lie_in_the_package() {
    for record in ["out", "out/record", "./out/record", "x/../out/record", "link/record"] {
        let place = Place::new();
        std::fs::create_dir(place.path("x")).unwrap();
        std::os::unix::fs::symlink("out", place.path("link")).unwrap();
        let ran = place.run_into("out", record, &["--key-file", "key"], [sample("PAT2/MR/IM0002")]);
        assert_eq!(ran.code, 2, "{record}: {ran:?}");
        assert!(!place.path("out").exists(), "{record}");
    }
    let place = Place::new();
    let vault = ["--vault", "out/vault", "--passphrase-file", "pass"];
    place.assert_nothing_written(&place.run_into("out", "record", &vault, [sample("PAT2/MR/IM0002")]));
}

#[test]
fn a_record_is_never_overwritten() {
    let place = Place::new();
    place.write("record/run.json", "mine");
    assert_eq!(place.run(&[], [sample("PAT2")]).code, 2);
    assert_eq!(std::fs::read(place.path("record/run.json")).unwrap(), b"mine");
    assert!(!place.path("out").exists());
}

#[test]
fn policies_that_are_unknown_or_not_there_yet_are_status_2() {
    for policy in ["appi", "research-tcia", "no-such-policy", "/no/file.toml", ""] {
        let place = Place::new();
        place.assert_nothing_written(&place.run(&["--policy", policy], [sample("PAT2")]));
    }
}

#[test]
fn a_wrong_command_line_is_status_2() {
    for wrong in [
        &["--jobs", "0"][..],
        &["--jobs", "many"],
        &["--key-file", "key"],
        &["--vault", "v"],
        &["--no-such-option"],
        &["--decisions", "absent.json"],
        &["--passphrase-file", "pass"],
    ] {
        let place = Place::new();
        place.assert_nothing_written(&place.run(wrong, [sample("PAT2")]));
    }
    let place = Place::new();
    place.assert_nothing_written(&place.run(&[], [] as [&str; 0]));
    place.assert_nothing_written(&place.run(&[], ["absent"]));
    place.assert_nothing_written(&place.run_into("out", "record", &[], [sample("PAT2")]));
    assert_eq!(place.kamei(["--lang", "fr", "policy", "list"]).code, 2);
    assert_eq!(place.kamei([] as [&str; 0]).code, 2);
}

#[test]
fn a_key_that_is_none_is_status_2_and_is_not_shown() {
    for key in ["", "5a", &"5a".repeat(33), &"zz".repeat(32), &"é".repeat(64)] {
        let place = Place::new();
        place.write("key", key);
        let ran = place.run(&[], [sample("PAT2")]);
        place.assert_nothing_written(&ran);
        assert!(key.is_empty() || key == "5a" || !ran.err.contains(key));
    }
}

#[test]
fn decisions_that_are_no_decisions_are_status_2() {
    for text in [
        "",
        "{",
        "[]",
        r#"{"format":"kamei-decisions/9","decisions":[]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{},"action":"clear"}]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{"path":"*"},"action":"burn"}]}"#,
        r#"{"format":"kamei-decisions/1","decisions":[{"select":{"file":"*"},"action":"clear"}]}"#,
    ] {
        let place = Place::new();
        place.write("d.json", text);
        place.assert_nothing_written(&place.run(&["--decisions", "d.json"], [sample("PAT2")]));
    }
}

fn decide(place: &Place, entries: &str) -> crate::kit::Ran {
    place.write("d.json", format!(r#"{{"format":"kamei-decisions/1","decisions":[{entries}]}}"#));
    place.run(&["--decisions", "d.json"], [sample("")])
}

#[test]
fn decisions_that_contradict_each_other_are_named_and_nothing_is_written() {
    for pair in [["clear", "mask"], ["keep-surface", "remove-surface"]] {
        let place = Place::new();
        let [a, b] = pair;
        let ran = decide(
            &place,
            &format!(
                r#"{{"select":{{"path":"x"}},"action":"exclude"}},{{"select":{{"path":"PAT2/*"}},"action":"{a}"}},
                   {{"select":{{"path":"*IM0001*"}},"action":"{b}","boxes":[]}}"#
            ),
        );
        place.assert_nothing_written(&ran);
        assert!(ran.err.contains('2') && ran.err.contains('3'), "{}", ran.err);
    }
}

#[test]
fn each_decision_answers_its_own_risk() {
    let place = Place::new();
    let ran = decide(
        &place,
        r#"{"select":{"path":"PAT1/US/*.dcm"},"action":"clear"},
           {"select":{"series":"1.2.826.0.1.3680043.10.9999.3.2.0"},"action":"keep-surface"},
           {"select":{"path":"PAT2/note.txt"},"action":"exclude"},
           {"select":{"path":"PAT1/DOC/*"},"action":"clear"}"#,
    );
    assert_eq!(ran.code, 3);
    let outcomes = place.outcomes();
    assert_eq!(outcomes["PAT1/US/US0001.dcm"], "written");
    assert_eq!(outcomes["PAT2/HEAD/IM0001.dcm"], "written");
    assert_eq!(outcomes["PAT2/note.txt"], "excluded by-decision");
    assert_eq!(outcomes["PAT1/DOC/DOC0001.dcm"], "withheld document-undecided", "clear is no answer for a document");
}

#[test]
fn a_decision_that_cannot_be_carried_out_yet_withholds_with_a_sentence() {
    let place = Place::new();
    decide(
        &place,
        r#"{"select":{"path":"PAT1/US/*"},"action":"mask","boxes":[{"x":0,"y":0,"w":192,"h":14}],"frames":"all"}"#,
    );
    assert_eq!(place.outcomes()["PAT1/US/US0001.dcm"], "withheld decision-not-supported");
}

#[test]
fn a_decision_that_fits_no_file_is_a_warning() {
    let place = Place::new();
    decide(&place, r#"{"select":{"path":"PAT2/*"},"action":"exclude"},{"select":{"path":"typo/*"},"action":"clear"}"#);
    let warnings = place.json("record/run.json")["warnings"].clone();
    assert_eq!(warnings.as_array().map(Vec::len), Some(1), "{warnings}");
    assert!(warnings[0].as_str().unwrap().contains('2'), "{warnings}");
}

#[test]
fn messages_come_in_both_languages() {
    let says = |lang| {
        let place = Place::new();
        let ran = place.run(&[], [sample("PAT2/note.txt")]);
        assert!(ran.out.contains("1 files"), "{}", ran.out);
        place.kamei(["inspect", "--lang", lang, sample("PAT2").to_str().unwrap()]).out
    };
    let is_japanese =
        |text: &str| text.chars().any(|c| ('\u{3040}'..'\u{30FF}').contains(&c) || ('一'..'龥').contains(&c));
    assert!(is_japanese(&says("ja")) && !is_japanese(&says("en")));
}
