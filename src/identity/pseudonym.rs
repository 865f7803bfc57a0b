//! Pseudonyms: keyed functions of what stood there, so that the same value becomes the same pseudonym in
//! every file, batch and kind, and nobody without the key can tell which is whose.
//!
//! In: the project key, a domain, a value. Out: a code, a UID. No table is needed and none is kept.
//! Does not: know where a value stood, or whether it should be replaced.
//!
//! Sources: FIPS 198-1 (HMAC), FIPS 180-4 (SHA-256), RFC 9562 5.8 (UUID version 8), PS3.5 B.2 (2.25 UIDs).

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Lower case hexadecimal.
    pub fn to_hex(self) -> String {
        hex(&self.0)
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        unhex(text).map(Self)
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl serde::Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

impl<'de> serde::Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_hex(&text).ok_or_else(|| serde::de::Error::custom("not a SHA-256 digest"))
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |n: u8| DIGITS.get(usize::from(n)).copied().unwrap_or('0');
    let mut text = String::with_capacity(2 * bytes.len());
    text.extend(bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]));
    text
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    let digits: Option<Vec<u32>> = text.trim().chars().map(|c| c.to_digit(16)).collect();
    let digits = digits.filter(|d| d.len() == 64)?;
    for (to, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *to = pair.iter().fold(0, |sum, d| sum * 16 + d).try_into().ok()?;
    }
    Some(out)
}

/// The secret of a project: 256 bits from which all pseudonyms follow. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct ProjectKey([u8; 32]);

impl ProjectKey {
    /// A key of these bytes, which have to come from a secure random source.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From 64 hexadecimal digits, white space around them allowed.
    pub fn from_hex(text: &str) -> Option<Self> {
        unhex(text).map(Self)
    }

    /// 64 hexadecimal digits, for the vault alone.
    pub fn reveal(&self) -> String {
        hex(&self.0)
    }
}

impl std::fmt::Debug for ProjectKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProjectKey(secret)")
    }
}

/// What a pseudonym is for. The same value in two domains gives two pseudonyms that nobody can join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// A person, by patient id within an issuer.
    Subject,
    /// UIDs of instances, series, studies, frames of reference, devices.
    Uid,
    /// Accession numbers.
    Accession,
    /// Study ids.
    StudyId,
    /// Serial numbers and other device ids.
    Device,
}

impl Domain {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Subject => b"kamei/subject/1",
            Self::Uid => b"kamei/uid/1",
            Self::Accession => b"kamei/accession/1",
            Self::StudyId => b"kamei/study-id/1",
            Self::Device => b"kamei/device/1",
        }
    }
}

/// The pseudonyms of a project. Does not print its key.
#[derive(Clone, Debug)]
pub struct Pseudonyms {
    mac: Hmac<Sha256>,
}

/// Crockford's base 32: no I, L, O, U.
const BASE32: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Pseudonyms {
    /// The pseudonyms that follow from `key`.
    pub fn new(key: &ProjectKey) -> Self {
        // HMAC takes keys of every length; `new` wants the block size, 64 bytes, padded with zeros (FIPS 198-1, step 3).
        let mut block = [0; 64];
        block.iter_mut().zip(key.0).for_each(|(to, from)| *to = from);
        Self { mac: Hmac::new(&block.into()) }
    }

    fn digest(&self, domain: Domain, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.mac.clone();
        mac.update(domain.label());
        for part in parts {
            // The length before each part: ("ab", "c") and ("a", "bc") differ.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// A subject's code: `S-`, 11 characters of 5 bits and one that checks them. 14 characters,
    /// legal in PN, LO, SH and in file names on every system.
    pub fn subject(&self, issuer: &str, id: &str) -> String {
        self.code("S-", Domain::Subject, &[issuer.as_bytes(), id.as_bytes()])
    }

    /// A code of another domain: a letter, 11 characters and a check character; fits SH (16).
    pub fn short(&self, domain: Domain, value: &str) -> String {
        let prefix = match domain {
            Domain::Accession => "A",
            Domain::StudyId => "T",
            Domain::Device => "D",
            Domain::Subject | Domain::Uid => "X",
        };
        self.code(prefix, domain, &[value.as_bytes()])
    }

    fn code(&self, prefix: &str, domain: Domain, parts: &[&[u8]]) -> String {
        let digest = self.digest(domain, parts);
        let bits = digest.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        let digits: Vec<u8> = (0..11).map(|n| ((bits >> (5 * n)) & 31) as u8).collect();
        let check = check_digit(&digits);
        let letter = |d: u8| char::from(BASE32.get(usize::from(d)).copied().unwrap_or(b'0'));
        prefix.chars().chain(digits.iter().copied().chain([check]).map(letter)).collect()
    }

    /// The UID for an old one (without padding): `2.25.` and 128 bits that are a UUID of version 8;
    /// at most 44 characters.
    pub fn uid(&self, old: &str) -> String {
        let digest = self.digest(Domain::Uid, &[old.as_bytes()]);
        let bits = digest.first_chunk::<16>().map_or(0, |bytes| u128::from_be_bytes(*bytes));
        let version = (bits & !(0xF << 76)) | (8 << 76);
        let variant = (version & !(0b11 << 62)) | (0b10 << 62);
        format!("2.25.{variant}")
    }
}

/// Luhn's sum over base 32: finds every single wrong character and nearly every swap of two neighbours.
fn check_digit(digits: &[u8]) -> u8 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(n, d)| {
            let d = u32::from(*d);
            if n % 2 == 0 { 2 * d / 32 + 2 * d % 32 } else { d }
        })
        .sum();
    ((32 - sum % 32) % 32) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pseudonyms(byte: u8) -> Pseudonyms {
        Pseudonyms::new(&ProjectKey::new([byte; 32]))
    }

    #[test]
    fn the_same_key_and_value_give_the_same_pseudonym_and_another_key_another() {
        assert_eq!(pseudonyms(1).subject("", "0012345"), pseudonyms(1).subject("", "0012345"));
        assert_ne!(pseudonyms(1).subject("", "0012345"), pseudonyms(2).subject("", "0012345"));
        assert_ne!(pseudonyms(1).uid("1.2.3"), pseudonyms(2).uid("1.2.3"));
    }

    #[test]
    fn ids_that_differ_only_in_zeros_or_issuer_are_different_people() {
        let p = pseudonyms(7);
        let codes: std::collections::BTreeSet<_> =
            ["1", "01", "0001"].map(|id| p.subject("", id)).into_iter().chain([p.subject("A", "1")]).collect();
        assert_eq!(codes.len(), 4);
    }

    #[test]
    fn hmac_is_that_of_rfc_4231_case_1() {
        let mut key = [0; 64];
        key[..20].fill(0x0b);
        let mut mac = Hmac::<Sha256>::new(&key.into());
        mac.update(b"Hi There");
        let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        assert_eq!(hex(&mac.finalize().into_bytes()), expected);
    }

    #[test]
    fn a_subject_code_is_a_legal_name_and_its_check_character_finds_a_wrong_one() {
        let code = pseudonyms(3).subject("", "42");
        assert_eq!(code.len(), 14);
        assert!(code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-'));
        let digits: Vec<u8> =
            code.bytes().skip(2).map(|b| BASE32.iter().position(|c| *c == b).expect("base 32") as u8).collect();
        let (check, data) = digits.split_last().expect("12");
        assert_eq!(check_digit(data), *check);
        let mut wrong = data.to_vec();
        wrong[4] = (wrong[4] + 1) % 32;
        assert_ne!(check_digit(&wrong), *check);
    }

    #[test]
    fn a_uid_is_a_uuid_of_version_8_in_at_most_44_characters() {
        for n in 0..200 {
            let uid = pseudonyms(9).uid(&format!("1.2.840.{n}"));
            let number: u128 = uid.strip_prefix("2.25.").expect("arc").parse().expect("128 bits");
            assert_eq!((number >> 76) & 0xF, 8);
            assert_eq!((number >> 62) & 0b11, 0b10);
            assert!(uid.len() <= 44);
        }
    }

    #[test]
    fn a_key_does_not_print_itself() {
        assert_eq!(format!("{:?}", ProjectKey::new([0xAB; 32])), "ProjectKey(secret)");
    }
}
