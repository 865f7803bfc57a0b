//! `cargo xtask dist`: what is given away, with digests.
//!
//! In: the sources. Out: `target/dist` with the page, the command line and SHA256SUMS.

use crate::ground::{Ground, Trouble, hex_sha256, read_bytes, write};
use crate::page::{self, Profile};
use crate::{build, setup};
use std::path::PathBuf;

/// Builds both in release and lays them side by side.
pub(crate) fn run(ground: &Ground) -> Result<(), Trouble> {
    setup::for_building(ground)?;
    let files: [PathBuf; 2] = [page::build(ground, Profile::Release)?, build::command_line(ground, Profile::Release)?];
    let dist = ground.target.join("dist");
    let mut sums = String::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let to = dist.join(&name);
        sums += &format!("{}  {name}\n", hex_sha256(&read_bytes(&file)?));
        write(&to, [])?;
        // Copied, not written, so that the program stays one that may be run.
        std::fs::copy(&file, &to).map_err(|why| Trouble::new(format!("cannot write {}: {why}", to.display())))?;
    }
    write(&dist.join("SHA256SUMS"), &sums)?;
    print!("dist: {}\n{sums}", dist.display());
    Ok(())
}
