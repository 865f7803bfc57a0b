//! Ctrl+C: never a signal's death; what was done is told, the package says that it is incomplete.

use crate::kit::{Place, files, sample};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[test]
fn an_interrupted_run_tells_what_was_done_and_marks_the_package() {
    let place = Place::new();
    let slice = std::fs::read(sample("PAT2/MR/IM0002")).unwrap();
    let uid = b"1.2.826.0.1.3680043.10.9999.3.1.2";
    for n in 0..3000 {
        let mut bytes = slice.clone();
        let new = format!("1.2.826.0.1.3680043.10.{n:04}.3.1.2");
        while let Some(at) = bytes.windows(uid.len()).position(|window| window == uid) {
            bytes[at..at + uid.len()].copy_from_slice(new.as_bytes());
        }
        place.write(format!("in/{n}"), bytes);
    }
    let mut child = place
        .command(["run", "--policy", "ps3-15-basic", "--key-file", "key", "--jobs", "1", "--out", "out"])
        .args(["--record", "record", "in"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !place.path("out/INCOMPLETE").exists() {
        assert!(begun.elapsed() < Duration::from_secs(120) && child.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(1));

    let run = place.json("record/run.json");
    assert_eq!(run["complete"], false);
    let listed: Vec<String> = run["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|input| input["outputs"].as_array().unwrap())
        .map(|output| output.as_str().unwrap().to_owned())
        .collect();
    let mut package = files(&place.path("out"));
    assert!(package.remove("INCOMPLETE").is_some() && !package.contains_key("manifest.json"));
    assert!(listed.len() < 3000);
    let mut listed = listed;
    listed.sort();
    assert_eq!(listed, package.into_keys().collect::<Vec<_>>(), "what lies there is what the record lists");
    assert_eq!(place.kamei(["verify", "out"]).code, 2, "no manifest, no package");
}
