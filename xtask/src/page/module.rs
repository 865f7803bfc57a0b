//! The core as a WebAssembly module: compiled by cargo, made smaller by wasm-opt.
//!
//! In: the root package. Out: paths of modules.
//! Refuses: a module that tells where it was built (a home folder, a registry's name).

use super::manifest::{Manifest, Profile};
use crate::ground::{Ground, Trouble, ask, quietly, read_bytes, show};
use serde_json::Value;
use std::path::{Path, PathBuf};

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles the core; answers where the module lies.
pub(crate) fn compile(ground: &Ground, manifest: &Manifest, profile: Profile) -> Result<PathBuf, Trouble> {
    let mut cargo = ground.cargo();
    cargo.args(["build", "--quiet", "--locked", "--lib", "--target", TARGET, "--package", &manifest.crate_.package]);
    // `--config` adds to the flags of .cargo/config.toml; an environment variable would replace them.
    cargo.arg("--config").arg(format!("target.{TARGET}.rustflags={}", forget_this_machine(ground)));
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    show(&mut cargo)?;
    // Asked again, now that nothing is left to do: the answer names the file of this very package.
    let answer = ask(cargo.arg("--message-format=json"))?;
    answer
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message.get("reason").and_then(Value::as_str) == Some("compiler-artifact"))
        .filter_map(|message| message.get("filenames")?.as_array().cloned())
        .flatten()
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .rfind(|file| file.extension().is_some_and(|end| end == "wasm"))
        .ok_or_else(|| Trouble::new("cargo built no module").remedy("the root package must have crate-type cdylib"))
}

/// Makes the bound module smaller and faster.
pub(crate) fn optimise(
    ground: &Ground,
    manifest: &Manifest,
    profile: Profile,
    module: &Path,
) -> Result<PathBuf, Trouble> {
    let out = ground.page_steps().join("core.wasm");
    let mut wasm_opt = ground.command(ground.node_bin("wasm-opt"));
    quietly(wasm_opt.arg(module).arg("-o").arg(&out).args(manifest.wasm_opt.flags(profile)))?;
    tells_nothing(&out)?;
    Ok(out)
}

/// The compiler's flags that put neutral names in the place of this machine's folders.
fn forget_this_machine(ground: &Ground) -> String {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    let mut flags = vec![remap(&home, "/cargo"), remap(&ground.root, "/kamei")];
    // The folder of a registry carries the name of the host it was read from. The last matching flag wins.
    let sources = home.join("registry/src");
    let mut registries: Vec<PathBuf> =
        std::fs::read_dir(sources).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    registries.sort();
    flags.extend(registries.iter().map(|registry| remap(registry, "/crates")));
    serde_json::to_string(&flags).unwrap_or_default()
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

fn tells_nothing(module: &Path) -> Result<(), Trouble> {
    let bytes = read_bytes(module)?;
    let home = std::env::home_dir().unwrap_or_default();
    let home = home.to_string_lossy();
    let told: Vec<&str> = [".cargo/registry", &home]
        .into_iter()
        .filter(|name| name.len() > 1)
        .filter(|name| bytes.windows(name.len()).any(|window| window == name.as_bytes()))
        .collect();
    if told.is_empty() {
        return Ok(());
    }
    Err(Trouble::new(format!("the module names places of this machine: {}", told.join(", ")))
        .remedy("see `forget_this_machine` in xtask/src/page/module.rs"))
}
