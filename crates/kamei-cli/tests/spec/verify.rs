//! `kamei verify`: 0 whole, 3 differs, 2 not a package.

use crate::kit::{Place, files, sample};
use std::path::PathBuf;

fn packed() -> (Place, PathBuf) {
    let place = Place::new();
    assert_eq!(place.run(&[], [sample("PAT2/MR")]).code, 0);
    let first = files(&place.path("out")).into_keys().find(|path| path.ends_with(".dcm")).unwrap();
    let at = place.path("out").join(first);
    (place, at)
}

fn verify(place: &Place) -> i32 {
    place.kamei(["verify", "out"]).code
}

#[test]
fn a_package_as_it_was_made_is_whole() {
    let (place, _) = packed();
    assert_eq!(verify(&place), 0);
    place.write("out/README.html", "<p>for the receiver</p>");
    assert_eq!(verify(&place), 0);
}

#[test]
fn whatever_was_done_to_a_package_is_seen() {
    type Harm = fn(&Place, &std::path::Path);
    let harms: [(&str, Harm); 6] = [
        ("a byte", |_, at| {
            let mut bytes = std::fs::read(at).unwrap();
            *bytes.last_mut().unwrap() ^= 1;
            std::fs::write(at, bytes).unwrap();
        }),
        ("cut off", |_, at| std::fs::write(at, &std::fs::read(at).unwrap()[..300]).unwrap()),
        ("gone", |_, at| std::fs::remove_file(at).unwrap()),
        ("one more", |place, _| drop(place.write("out/extra.dcm", "x"))),
        ("incomplete", |place, _| drop(place.write("out/INCOMPLETE", ""))),
        ("points outside", |place, _| {
            let text = std::fs::read_to_string(place.path("out/manifest.json")).unwrap();
            place.write("out/manifest.json", text.replacen("\"path\": \"", "\"path\": \"../", 1));
        }),
    ];
    for (name, harm) in harms {
        let (place, at) = packed();
        harm(&place, &at);
        assert_eq!(verify(&place), 3, "{name}");
    }
}

#[test]
fn what_is_no_package_is_status_2() {
    let place = Place::new();
    assert_eq!(verify(&place), 2);
    place.write("out/manifest.json", "{}");
    assert_eq!(verify(&place), 2);
    assert_eq!(place.kamei(["verify", "key"]).code, 2);
}
