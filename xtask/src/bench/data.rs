//! The files that are measured: generated, the same in every run, never committed.
//!
//! In: a seed. Out: folders of DICOM files below `target/bench/data`, each with what a scanner writes:
//! some 90 elements, sequences, private elements, a name in two scripts, pixels that do not compress.
//! Written by a few lines of its own, not by the parser that is measured. Holds one file's header and a
//! megabyte of pixels at a time, so that the measuring process stays small.
//!
//! Does not: write anything that was once a patient's; write a set again that is whole.

use super::element::Elements;
use crate::ground::Trouble;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Changes whenever the files do, so that an old set is not measured as the new one.
const EDITION: &str = "kamei-bench-data/1";
const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const ULTRASOUND: &str = "1.2.840.10008.5.1.4.1.1.3.1";
/// The standard's own example root: no one's.
const ROOT: &str = "1.2.826.0.1.3680043.10.1234";

/// A set of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    /// 1,000 files of 12 KB, one patient.
    Small,
    /// 400 slices of 512 KB, one patient.
    Slices,
    /// One cine loop of 220 MB.
    Cine,
    /// 200 patients with 5 files each, 12 KB.
    Patients,
    /// 5,000 patients with one file each, 12 KB.
    Subjects,
}

impl Set {
    pub(crate) const ALL: [Self; 5] = [Self::Small, Self::Slices, Self::Cine, Self::Patients, Self::Subjects];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Slices => "slices",
            Self::Cine => "cine",
            Self::Patients => "patients",
            Self::Subjects => "subjects",
        }
    }

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Small => "1,000 x 12 KB CT",
            Self::Slices => "400 x 512 KB CT",
            Self::Cine => "1 x 220 MB cine",
            Self::Patients => "200 patients x 5, 12 KB",
            Self::Subjects => "5,000 patients x 1, 12 KB",
        }
    }

    /// Subjects, and files of each.
    fn shape(self) -> (u32, u32) {
        match self {
            Self::Small => (1, 1000),
            Self::Slices => (1, 400),
            Self::Cine => (1, 1),
            Self::Patients => (200, 5),
            Self::Subjects => (5000, 1),
        }
    }

    /// Frames, rows, columns, bytes of a pixel.
    fn pixels(self) -> [u32; 4] {
        match self {
            Self::Slices => [1, 512, 512, 2],
            Self::Cine => [240, 800, 1146, 1],
            _ => [1, 64, 72, 2],
        }
    }
}

/// Bytes and files of a set on disk.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) folder: PathBuf,
    pub(crate) files: u64,
    pub(crate) bytes: u64,
}

/// Writes a set unless it is there.
pub(crate) fn write(below: &Path, set: Set) -> Result<Written, Trouble> {
    let folder = below.join(set.name());
    let mark = below.join(format!("{}.edition", set.name()));
    let (subjects, each) = set.shape();
    if std::fs::read_to_string(&mark).is_ok_and(|edition| edition == EDITION) {
        return measure(folder, u64::from(subjects) * u64::from(each));
    }
    let failed = |why: std::io::Error| Trouble::new(format!("cannot write {}: {why}", folder.display()));
    match std::fs::remove_dir_all(&folder) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => return Err(failed(why)),
        _ => {}
    }
    for subject in 0..subjects {
        let within = folder.join(format!("P{subject:04}"));
        std::fs::create_dir_all(&within).map_err(failed)?;
        for image in 0..each {
            one(&within.join(format!("IM{image:04}")), set, subject, image).map_err(failed)?;
        }
    }
    std::fs::write(&mark, EDITION).map_err(failed)?;
    measure(folder, u64::from(subjects) * u64::from(each))
}

fn measure(folder: PathBuf, files: u64) -> Result<Written, Trouble> {
    let cannot = |why: std::io::Error| Trouble::new(format!("cannot read {}: {why}", folder.display()));
    let mut bytes = 0;
    for person in std::fs::read_dir(&folder).map_err(cannot)? {
        for file in std::fs::read_dir(person.map_err(cannot)?.path()).map_err(cannot)? {
            bytes += file.and_then(|file| file.metadata()).map_err(cannot)?.len();
        }
    }
    Ok(Written { folder, files, bytes })
}

fn one(path: &Path, set: Set, subject: u32, image: u32) -> std::io::Result<()> {
    let mut random = Random(u64::from(subject) << 32 | u64::from(image) << 8 | set as u64);
    let [frames, rows, columns, bytes] = set.pixels();
    let length = frames * rows * columns * bytes;
    let mut file = std::fs::File::create(path)?;
    let header = header(set, subject, image, &mut random);
    file.write_all(&header)?;
    file.write_all(&pixel_header(bytes, length))?;
    let mut left = length as usize;
    let mut chunk = vec![0; 1 << 20];
    while left > 0 {
        let part = chunk.get_mut(..left.min(1 << 20)).unwrap_or_default();
        random.fill(part);
        file.write_all(part)?;
        left -= part.len();
    }
    Ok(())
}

fn pixel_header(bytes: u32, length: u32) -> Vec<u8> {
    let vr: &[u8] = if bytes == 1 { b"OB" } else { b"OW" };
    [&[0xE0, 0x7F, 0x10, 0x00], vr, &[0, 0], &length.to_le_bytes()].concat()
}

/// A person's name that nobody has: syllables by number, in two scripts.
fn name(subject: u32) -> String {
    const ROMAJI: [&str; 16] =
        ["ka", "shi", "mo", "ta", "ru", "no", "ke", "sa", "mi", "to", "ya", "ha", "ri", "wa", "go", "ze"];
    const KANA: [&str; 16] =
        ["か", "し", "も", "た", "る", "の", "け", "さ", "み", "と", "や", "は", "り", "わ", "ご", "ぜ"];
    let digits: Vec<usize> = (0..4).rev().map(|n| (subject.wrapping_add(4660) as usize >> (4 * n)) & 15).collect();
    let word = |table: &[&str; 16], tail: &[usize]| -> String {
        digits.iter().chain(tail).filter_map(|d| table.get(*d).copied()).collect()
    };
    format!("{}^{}={}^{}", word(&ROMAJI, &[3]), word(&ROMAJI, &[11, 12]), word(&KANA, &[3]), word(&KANA, &[11, 12]))
}

fn header(set: Set, subject: u32, image: u32, random: &mut Random) -> Vec<u8> {
    let is_ct = set != Set::Cine;
    let class = if is_ct { CT } else { ULTRASOUND };
    let uid = |what: &str| format!("{ROOT}.{}.{subject}.{what}", set as u8 + 1);
    let instance = uid(&format!("3.{image}"));
    let [frames, rows, columns, bytes] = set.pixels();
    let number = |n: u32| n.to_string();
    let reference = |e: &mut Elements, instance: &str| {
        e.text(0x0008_1150, b"UI", class).text(0x0008_1155, b"UI", instance);
    };
    let code = |e: &mut Elements, code: &str, meaning: &str| {
        e.text(0x0008_0100, b"SH", code).text(0x0008_0102, b"SH", "99LOCAL").text(0x0008_0104, b"LO", meaning);
    };
    let mut e = Elements::default();
    e.text(0x0008_0005, b"CS", "ISO_IR 192");
    e.text(0x0008_0008, b"CS", "ORIGINAL\\PRIMARY\\AXIAL");
    e.text(0x0008_0012, b"DA", "20240518").text(0x0008_0013, b"TM", "101530.000000");
    e.text(0x0008_0016, b"UI", class).text(0x0008_0018, b"UI", &instance);
    e.text(0x0008_0020, b"DA", "20240518").text(0x0008_0021, b"DA", "20240518").text(0x0008_0022, b"DA", "20240518");
    e.text(0x0008_0030, b"TM", "101012").text(0x0008_0031, b"TM", "101015").text(0x0008_0032, b"TM", "101530");
    e.text(0x0008_0050, b"SH", &format!("A{subject:08}"));
    e.text(0x0008_0060, b"CS", if is_ct { "CT" } else { "US" });
    e.text(0x0008_0070, b"LO", "EXAMPLE SCANNERS").text(0x0008_0080, b"LO", "例病院");
    e.text(0x0008_0090, b"PN", "Referrer^Example").text(0x0008_1010, b"SH", "ROOM1");
    e.text(0x0008_1030, b"LO", "胸部CT 単純").text(0x0008_103E, b"LO", "Chest 5.0 standard kernel");
    e.text(0x0008_1040, b"LO", "放射線科").text(0x0008_1050, b"PN", "Reader^Example");
    e.text(0x0008_1070, b"PN", "Operator^Example").text(0x0008_1090, b"LO", "MODEL 64");
    e.sequence(0x0008_1110, 1, |e, _| reference(e, &uid("1")));
    e.sequence(0x0008_1140, 2, |e, n| reference(e, &uid(&format!("3.{}", image + 1 + n))));
    e.text(0x0010_0010, b"PN", &name(subject)).text(0x0010_0020, b"LO", &format!("{:08}", 31_000_000 + subject));
    e.text(0x0010_0030, b"DA", "19600229").text(0x0010_0040, b"CS", "O").text(0x0010_1010, b"AS", "064Y");
    e.text(0x0010_1030, b"DS", "61.5").text(0x0010_4000, b"LT", "follow-up of 2023");
    e.text(0x0018_0015, b"CS", "CHEST").text(0x0018_0050, b"DS", "5").text(0x0018_0060, b"DS", "120");
    e.text(0x0018_0090, b"DS", "500").text(0x0018_1000, b"LO", "SN-004711").text(0x0018_1020, b"LO", "VA10A");
    e.text(0x0018_1030, b"LO", "Thorax routine").text(0x0018_1100, b"DS", "360").text(0x0018_1110, b"DS", "1040");
    e.text(0x0018_1111, b"DS", "570").text(0x0018_1120, b"DS", "0").text(0x0018_1130, b"DS", "166");
    e.text(0x0018_1150, b"IS", "500").text(0x0018_1151, b"IS", "180").text(0x0018_1152, b"IS", "90");
    e.text(0x0018_1160, b"SH", "BODY").text(0x0018_1170, b"IS", "22").text(0x0018_1210, b"SH", "STANDARD");
    e.text(0x0018_5100, b"CS", "HFS");
    e.text(0x0019_0010, b"LO", "EXAMPLE SCANNERS 1").text(0x0019_1001, b"DS", "0.75").bytes(
        0x0019_1002,
        b"OB",
        &[7; 64],
    );
    e.text(0x0020_000D, b"UI", &uid("1")).text(0x0020_000E, b"UI", &uid("2"));
    e.text(0x0020_0010, b"SH", &format!("S{subject}")).text(0x0020_0011, b"IS", "2");
    e.text(0x0020_0012, b"IS", "1").text(0x0020_0013, b"IS", &number(image + 1));
    e.text(0x0020_0032, b"DS", &format!("-170.0\\-310.5\\{}.5", image)).text(0x0020_0037, b"DS", "1\\0\\0\\0\\1\\0");
    e.text(0x0020_0052, b"UI", &uid("4")).text(0x0020_1040, b"LO", "").text(0x0020_1041, b"DS", &number(image));
    e.text(0x0020_4000, b"LT", "breath hold");
    e.number(0x0028_0002, 1).text(0x0028_0004, b"CS", "MONOCHROME2");
    if frames > 1 {
        e.text(0x0028_0008, b"IS", &number(frames)).bytes(0x0028_0009, b"AT", &[0x18, 0, 0x63, 0x10]);
    }
    e.number(0x0028_0010, rows as u16).number(0x0028_0011, columns as u16);
    e.text(0x0028_0030, b"DS", "0.6640625\\0.6640625");
    let bits = bytes as u16 * 8;
    e.number(0x0028_0100, bits).number(0x0028_0101, bits).number(0x0028_0102, bits - 1).number(0x0028_0103, 0);
    e.text(0x0028_1050, b"DS", "40").text(0x0028_1051, b"DS", "400").text(0x0028_1052, b"DS", "-1024");
    e.text(0x0028_1053, b"DS", "1").text(0x0028_1054, b"LO", "HU");
    let mut noise = [0; 1024];
    random.fill(&mut noise);
    e.text(0x0029_0010, b"LO", "EXAMPLE HEADER").bytes(0x0029_1010, b"OB", &noise);
    e.text(0x0032_1032, b"PN", "Orderer^Example").text(0x0032_1060, b"LO", "CT chest plain");
    e.sequence(0x0032_1064, 1, |e, _| code(e, "CTCH", "CT chest"));
    e.text(0x0040_0244, b"DA", "20240518").text(0x0040_0245, b"TM", "101000").text(0x0040_0253, b"SH", "PPS1");
    e.text(0x0040_0254, b"LO", "CT chest plain");
    e.sequence(0x0040_0275, 1, |e, _| {
        e.text(0x0040_0007, b"LO", "CT chest plain").sequence(0x0040_0008, 1, |e, _| code(e, "CTCH", "CT chest"));
        e.text(0x0040_0009, b"SH", "SPS1").text(0x0040_1001, b"SH", "RP1");
    });
    e.into_file(class, &instance)
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        for eight in bytes.chunks_mut(8) {
            let number = self.next().to_le_bytes();
            eight.iter_mut().zip(number).for_each(|(to, from)| *to = from);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_size_that_its_set_names_and_is_the_same_every_time() {
        let whole = |set: Set| {
            let [frames, rows, columns, bytes] = set.pixels();
            header(set, 3, 4, &mut Random(1)).len() as u32 + 12 + frames * rows * columns * bytes
        };
        assert!((12_000..13_000).contains(&whole(Set::Small)), "{}", whole(Set::Small));
        assert!((524_288..530_000).contains(&whole(Set::Slices)), "{}", whole(Set::Slices));
        assert!((219_000_000..221_000_000).contains(&whole(Set::Cine)), "{}", whole(Set::Cine));
        assert_eq!(header(Set::Small, 3, 4, &mut Random(1)), header(Set::Small, 3, 4, &mut Random(1)));
    }

    #[test]
    fn no_two_subjects_share_a_name() {
        let names: std::collections::BTreeSet<String> = (0..5000).map(name).collect();
        assert_eq!(names.len(), 5000);
    }
}
