//! The rows of `malformed.csv` as bytes.

/// One defect.
#[derive(Clone, Debug)]
pub struct Vector {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// All rows. `deep_nesting` and `empty_file` have no bytes in the table.
pub fn all() -> Vec<Vector> {
    include_str!("../malformed.csv").lines().skip(1).filter(|line| !line.is_empty()).map(row).collect()
}

/// The bytes of one row.
pub fn bytes(name: &str) -> Vec<u8> {
    all().into_iter().find(|vector| vector.name == name).expect("a row of malformed.csv").bytes
}

// Only the two columns in the middle may be quoted, and those are for people.
fn row(line: &str) -> Vector {
    let line = line.trim_end_matches('\r');
    let (name, rest) = line.split_once(',').expect("columns");
    let (_, hex) = rest.rsplit_once(',').expect("columns");
    let (preamble, hex) = hex.strip_prefix('P').map_or((0, hex), |rest| (128, rest));
    let mut bytes = vec![0; preamble];
    bytes.extend((0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).expect("hex")));
    Vector { name: name.to_owned(), bytes }
}
