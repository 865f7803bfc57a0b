//! `wasm-pack.toml` as values.
//!
//! In: the file's text. Out: what to build, with which flags, within which limits.
//! Refuses: unknown keys, so that a misspelt limit is not an absent one.

use crate::ground::{Ground, Trouble, read};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How carefully to build: `Dev` for tests and daily work, `Release` for what is given away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Cargo's dev profile, light optimisation of the module.
    Dev,
    /// Cargo's release profile, the module optimised and the bundles minified.
    Release,
}

/// All of `wasm-pack.toml`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Manifest {
    #[serde(rename = "crate")]
    pub(crate) crate_: Crate,
    pub(crate) wasm_opt: WasmOpt,
    pub(crate) entries: Entries,
    pub(crate) documents: Documents,
    pub(crate) limits: Limits,
    /// Text that may not stand in the page, with the number of known places.
    pub(crate) forbidden: BTreeMap<String, usize>,
}

/// What is compiled and where the page goes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Crate {
    pub(crate) package: String,
    pub(crate) target: String,
    pub(crate) out: String,
}

/// The optimiser's flags.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WasmOpt {
    pub(crate) dev: String,
    pub(crate) release: String,
    pub(crate) features: Vec<String>,
}

impl WasmOpt {
    /// The optimiser's whole list of flags.
    pub(crate) fn flags(&self, profile: Profile) -> Vec<&str> {
        let level = match profile {
            Profile::Dev => &self.dev,
            Profile::Release => &self.release,
        };
        std::iter::once(level).chain(&self.features).map(String::as_str).collect()
    }
}

/// The bundles' entry points, from the repository's folder.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Entries {
    pub(crate) shell: String,
    pub(crate) shell_style: String,
    pub(crate) app: String,
    pub(crate) app_style: String,
    pub(crate) worker: String,
}

/// The documents with slots for the bundles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Documents {
    pub(crate) shell: String,
    pub(crate) app: String,
}

/// Sizes that may not be passed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Limits {
    page_dev: usize,
    page_release: usize,
}

impl Manifest {
    /// Reads and checks the file.
    pub(crate) fn read(ground: &Ground) -> Result<Self, Trouble> {
        let text = read(&ground.root.join("wasm-pack.toml"))?;
        let manifest: Self = toml::from_str(&text).map_err(|why| Trouble::new(format!("wasm-pack.toml: {why}")))?;
        if manifest.crate_.target != "no-modules" {
            return Err(Trouble::new("wasm-pack.toml: the only target that works from a file is \"no-modules\""));
        }
        Ok(manifest)
    }

    /// Fails when the page grew past its limit.
    pub(crate) fn check_size(&self, profile: Profile, bytes: usize) -> Result<(), Trouble> {
        let limit = match profile {
            Profile::Dev => self.limits.page_dev,
            Profile::Release => self.limits.page_release,
        };
        if bytes <= limit {
            return Ok(());
        }
        Err(Trouble::new(format!("the page has {bytes} bytes, the limit in wasm-pack.toml is {limit}"))
            .remedy("find what grew, or raise the limit in a commit that says why"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn cargo_toml(ground: &Ground) -> toml::Table {
        read(&ground.root.join("Cargo.toml")).unwrap().parse().unwrap()
    }

    #[test]
    fn wasm_pack_and_our_build_agree() {
        let ground = Ground::find().unwrap();
        let manifest = Manifest::read(&ground).unwrap();
        let cargo = cargo_toml(&ground);
        let package = cargo["package"].as_table().unwrap();
        assert_eq!(package["name"].as_str().unwrap(), manifest.crate_.package);
        for (profile, name) in [(Profile::Dev, "dev"), (Profile::Release, "release")] {
            let mirrored: Vec<&str> = package["metadata"]["wasm-pack"]["profile"][name]["wasm-opt"]
                .as_array()
                .unwrap()
                .iter()
                .map(|flag| flag.as_str().unwrap())
                .collect();
            assert_eq!(mirrored, manifest.wasm_opt.flags(profile), "profile {name} in Cargo.toml");
        }
    }

    #[test]
    fn bindings_and_their_generator_have_one_version() {
        let ground = Ground::find().unwrap();
        let crate_version = cargo_toml(&ground)["workspace"]["dependencies"]["wasm-bindgen"].clone();
        let own: toml::Table = read(&ground.root.join("xtask/Cargo.toml")).unwrap().parse().unwrap();
        assert_eq!(crate_version, own["dependencies"]["wasm-bindgen-cli-support"]);
    }

    #[test]
    fn all_features_is_never_a_flag() {
        let manifest = Manifest::read(&Ground::find().unwrap()).unwrap();
        assert!(!manifest.wasm_opt.flags(Profile::Release).contains(&"--all-features"));
    }
}
