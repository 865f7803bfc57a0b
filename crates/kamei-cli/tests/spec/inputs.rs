//! What can be given: folders, archives, and everything else that lies around on a disk.

use crate::kit::{Place, files, hex, sample};
use std::ffi::OsStr;
use std::io::{Cursor, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use zip::CompressionMethod::{Deflated, Stored};
use zip::write::SimpleFileOptions;

fn zip(members: &[(&str, &[u8], zip::CompressionMethod)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes, method) in members {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(*method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn slices() -> [Vec<u8>; 2] {
    ["PAT2/MR/IM0002", "PAT2/MR/IM0003"].map(|path| std::fs::read(sample(path)).unwrap())
}

#[test]
fn members_of_archives_become_what_the_files_become() {
    let [a, b] = slices();
    let place = Place::new();
    place.write("in/a.zip", zip(&[("x/IM2", &a, Stored), ("IM3", &b, Deflated)]));
    assert_eq!(place.run(&[], ["in"]).code, 0);
    let outcomes = place.outcomes();
    assert_eq!(outcomes.keys().collect::<Vec<_>>(), ["a.zip!/IM3", "a.zip!/x/IM2"]);
    let plain = Place::new();
    plain.run(&[], [sample("PAT2/MR/IM0002"), sample("PAT2/MR/IM0003")]);
    assert_eq!(files(&place.path("out")), files(&plain.path("out")));
    let run = place.json("record/run.json");
    assert_eq!(run["inputs"][1]["sha256"], hex(&a).as_str(), "the digest is that of the member");
}

#[test]
fn members_that_point_outside_are_refused_and_the_others_go_on() {
    let [a, b] = slices();
    let place = Place::new();
    place.write("a.zip", zip(&[("../evil", &a, Stored), ("/root/evil", &a, Stored), ("good", &b, Stored)]));
    assert_eq!(place.run(&[], ["a.zip"]).code, 3);
    let outcomes = place.outcomes();
    assert_eq!(outcomes["a.zip!/good"], "written");
    assert_eq!(outcomes.values().filter(|o| *o == "refused unsafe-path").count(), outcomes.len() - 1, "{outcomes:?}");
    assert!(!place.path("evil").exists());
}

#[test]
fn a_broken_archive_and_one_in_another_are_one_input_each() {
    let [a, _] = slices();
    let whole = zip(&[("IM", &a, Deflated)]);
    let place = Place::new();
    place.write("in/cut.zip", &whole[..whole.len() / 2]);
    place.write("in/outer.zip", zip(&[("inner.zip", &whole, Stored)]));
    place.write("in/empty.zip", zip(&[]));
    assert_eq!(place.run(&[], ["in"]).code, 3);
    let outcomes = place.outcomes();
    assert_eq!(outcomes.keys().collect::<Vec<_>>(), ["cut.zip", "empty.zip", "outer.zip!/inner.zip"]);
    assert!(outcomes.values().all(|outcome| outcome != "written"), "{outcomes:?}");
}

#[test]
fn hostile_names_are_only_names() {
    let [a, b] = slices();
    let place = Place::new();
    let long = "x".repeat(250);
    let names: [&[u8]; 10] = [
        b"-rf",
        b"..dots",
        b"a\nb",
        b"\"q\"",
        b"$(id)",
        b"\xff\xfe",
        b"*[?].dcm",
        "患者🫁".as_bytes(),
        b" ",
        long.as_bytes(),
    ];
    for (n, name) in names.iter().enumerate() {
        place.write(std::path::Path::new("in").join(OsStr::from_bytes(name)), if n % 2 == 0 { &a } else { &b });
    }
    assert_eq!(place.run(&[], ["in"]).code, 0);
    let outcomes = place.outcomes();
    assert_eq!(outcomes.len(), names.len());
    assert_eq!(outcomes.values().filter(|outcome| *outcome == "written").count(), 2);
    let package = files(&place.path("out"));
    let is_plain = |path: &String| path.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b));
    assert!(package.len() == 3 && package.keys().all(is_plain), "{:?}", package.keys());
}

#[test]
fn links_in_folders_are_told_and_not_followed() {
    let place = Place::new();
    place.write("elsewhere/IM", &slices()[0]);
    place.write("in/IM", &slices()[1]);
    symlink("../elsewhere/IM", place.path("in/link")).unwrap();
    symlink("..", place.path("in/loop")).unwrap();
    symlink("nowhere", place.path("in/dangling")).unwrap();
    assert_eq!(place.run(&[], ["in"]).code, 3);
    let outcomes = place.outcomes();
    let refused = ["dangling", "link", "loop"].iter().all(|name| outcomes[*name] == "refused link");
    assert!(refused && outcomes["IM"] == "written" && outcomes.len() == 4, "{outcomes:?}");
}

#[test]
fn pipes_and_devices_are_refused_without_waiting_for_them() {
    let place = Place::new();
    place.write("in/IM", &slices()[0]);
    assert!(std::process::Command::new("mkfifo").arg(place.path("in/pipe")).status().unwrap().success());
    assert_eq!(place.run(&[], [place.path("in"), place.path("in/pipe"), "/dev/zero".into()]).code, 3);
    let outcomes = place.outcomes();
    assert_eq!(outcomes["IM"], "written");
    assert_eq!(outcomes.values().filter(|outcome| *outcome == "refused unreadable").count(), 3, "{outcomes:?}");
}

#[test]
fn an_empty_folder_is_an_empty_package() {
    let place = Place::new();
    std::fs::create_dir(place.path("in")).unwrap();
    assert_eq!(place.run(&[], ["in"]).code, 0);
    assert!(place.outcomes().is_empty());
    assert_eq!(place.kamei(["verify", "out"]).code, 0);
}

#[test]
fn empty_files_are_refused() {
    let place = Place::new();
    place.write("in/empty", "");
    assert_eq!(place.run(&[], ["in"]).code, 3);
    assert_eq!(place.outcomes()["empty"], "refused empty");
}

#[test]
fn what_cannot_be_read_is_refused_and_the_rest_goes_on() {
    let place = Place::new();
    let path = place.write("in/secret", &slices()[0]);
    place.write("in/IM", &slices()[1]);
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        println!("not checked: this user may read everything (root)");
        return;
    }
    assert_eq!(place.run(&[], ["in"]).code, 3);
    assert_eq!(place.outcomes()["secret"], "refused unreadable");
    assert_eq!(place.outcomes()["IM"], "written");
}

#[test]
fn the_same_path_under_two_arguments_is_two_inputs() {
    let [a, b] = slices();
    let place = Place::new();
    place.write("one/IM", &a);
    place.write("two/IM", &b);
    place.write("three/IM", &a);
    assert_eq!(place.run(&[], ["one", "two", "three"]).code, 0);
    let outcomes = place.outcomes();
    assert_eq!(outcomes.keys().collect::<Vec<_>>(), ["IM", "IM (2)", "IM (3)"]);
    assert_eq!(outcomes["IM (3)"], "duplicate same-bytes");
}
