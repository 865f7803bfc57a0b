//! The page's build: Rust to a module, TypeScript to bundles, both into one document.
//!
//! In: `wasm-pack.toml`. Out: `target/page/kamei.html`, the same bytes for the same sources.
//! Does not: read the clock, the network or any setting that is not in `wasm-pack.toml`.

mod assemble;
mod bindings;
mod bundle;
mod forbidden;
mod manifest;
mod module;
mod policy;

pub(crate) use manifest::{Manifest, Profile};

use crate::ground::{Ground, Trouble, write};
use std::path::PathBuf;

/// Builds the page; answers where it lies.
pub(crate) fn build(ground: &Ground, profile: Profile) -> Result<PathBuf, Trouble> {
    let manifest = Manifest::read(ground)?;
    let compiled = module::compile(ground, &manifest, profile)?;
    let bound = bindings::bind(ground, &manifest, &compiled)?;
    let optimised = module::optimise(ground, &manifest, profile, &bound.module)?;
    let bundles = bundle::all(ground, &manifest, profile, &bound.glue)?;
    let parts = assemble::Parts::read(ground, &manifest, bundles, &optimised)?;
    forbidden::check(&manifest, &parts)?;
    let page = parts.into_page()?;
    manifest.check_size(profile, page.len())?;
    let at = ground.root.join(&manifest.crate_.out);
    write(&at, page)?;
    Ok(at)
}
