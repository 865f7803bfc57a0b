//! TypeScript and style sheets to one text each, by esbuild.
//!
//! In: the entries of `wasm-pack.toml` and the glue. Out: texts that can stand inside a document.
//! Does not: check types (that is `tsc`, a stage of `cargo xtask test`).

use super::manifest::{Manifest, Profile};
use crate::ground::{Ground, Trouble, quietly, read};
use std::path::Path;

/// The finished texts.
pub(crate) struct Bundles {
    pub(crate) shell: String,
    pub(crate) shell_style: String,
    pub(crate) app: String,
    pub(crate) app_style: String,
    pub(crate) worker: String,
}

/// Bundles every entry.
pub(crate) fn all(ground: &Ground, manifest: &Manifest, profile: Profile, glue: &Path) -> Result<Bundles, Trouble> {
    let one = |entry: &str, name: &str| bundle(ground, profile, glue, entry, name);
    let entries = &manifest.entries;
    Ok(Bundles {
        shell: one(&entries.shell, "shell.js")?,
        shell_style: one(&entries.shell_style, "shell.css")?,
        app: one(&entries.app, "app.js")?,
        app_style: one(&entries.app_style, "app.css")?,
        worker: one(&entries.worker, "worker.js")?,
    })
}

fn bundle(ground: &Ground, profile: Profile, glue: &Path, entry: &str, name: &str) -> Result<String, Trouble> {
    let out = ground.page_steps().join(name);
    let mut esbuild = ground.command(ground.node_bin("esbuild"));
    // Comments go, in both profiles: they hold addresses of projects, which the page may not.
    esbuild.arg(ground.root.join(entry)).arg(format!("--outfile={}", out.display())).args([
        "--bundle",
        "--format=iife",
        "--target=es2022",
        "--charset=utf8",
        "--legal-comments=none",
        "--jsx=automatic",
        "--jsx-import-source=preact",
        "--loader:.ftl=text",
        "--minify-whitespace",
        "--minify-syntax",
        "--log-level=warning",
    ]);
    if profile == Profile::Release {
        esbuild.arg("--minify-identifiers");
    }
    esbuild.arg(format!("--tsconfig={}", ground.www().join("tsconfig.json").display()));
    esbuild.arg(format!("--alias:kamei-core={}", glue.display()));
    quietly(&mut esbuild)?;
    read(&out)
}
