//! The people of the sample. Nobody of them exists: names of the kind that forms are filled in with as examples.

use super::element::DataSet;

/// A patient.
pub(super) struct Patient {
    pub(super) charset: &'static str,
    /// Patient's Name as written under that character set.
    pub(super) name: &'static [u8],
    pub(super) id: &'static str,
    pub(super) birth: &'static str,
    pub(super) sex: &'static str,
    pub(super) age: &'static str,
    pub(super) address: &'static [u8],
}

/// PS3.5 H.3.1, example 1: ISO 2022 IR 87 in the ideographic and phonetic groups.
pub(super) const TAROU: Patient = Patient {
    charset: "\\ISO 2022 IR 87",
    name: b"Yamada^Tarou=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B=\x1B$B$d$^$@\x1B(B^\x1B$B$?$m$&\x1B(B",
    id: "0012345",
    birth: "19620403",
    sex: "M",
    age: "062Y",
    address: b"\x1B$B8+K\\8)8+K\\;T8+K\\D.\x1B(B1-2-3",
};

pub(super) const HANAKO: Patient = Patient {
    charset: "ISO_IR 192",
    name: "Mihon^Hanako=見本^花子=みほん^はなこ".as_bytes(),
    id: "KR-2024-0778",
    birth: "19880917",
    sex: "F",
    age: "036Y",
    address: "見本県例示市三丁目4-5".as_bytes(),
};

#[cfg(test)]
/// Planted Japanese text that stands in the study in ISO 2022 IR 87 only.
pub(super) const JIS: [(&str, &[u8]); 3] =
    [("山田", b"\x1B$B;3ED\x1B(B"), ("太郎", b"\x1B$BB@O:\x1B(B"), ("見本県見本市見本町", b"8+K\\8)8+K\\;T8+K\\D.")];

/// Every value that must be nowhere in a package, one a line.
pub(super) fn planted() -> String {
    [
        "Yamada^Tarou",
        "山田",
        "太郎",
        "0012345",
        "19620403",
        "見本県見本市見本町",
        "Mihon^Hanako",
        "見本^花子",
        "花子",
        "KR-2024-0778",
        "19880917",
        "見本県例示市三丁目",
        "Sample General Hospital",
        "Rei^Jiro",
        "ACC-20240512-01",
        "ACC-20240513-07",
        "SN-4711-0815",
        "STATION_CT_9",
        "SAMPLE_PACS",
        "1.2.826.0.1.3680043.10.9999",
        "KEEP-OUT PRIVATE NOTE",
        "20240512",
        "20240513",
    ]
    .join("\n")
        + "\n"
}

impl Patient {
    /// The patient's part of a data set, and what the hospital adds to every object.
    pub(super) fn put(&self, set: &mut DataSet) {
        set.put(0x0008_0005, "CS", self.charset).put(0x0010_0010, "PN", self.name).put(0x0010_0020, "LO", self.id);
        set.put(0x0010_0030, "DA", self.birth).put(0x0010_0040, "CS", self.sex).put(0x0010_1010, "AS", self.age);
        set.put(0x0010_1040, "LO", self.address).put(0x0008_0080, "LO", "Sample General Hospital");
        set.put(0x0008_0090, "PN", "Rei^Jiro").put(0x0010_2154, "SH", "000-0000-0000");
    }
}
