//! `cargo xtask build [--release]`: the command line and the page.

use crate::ground::{Ground, Trouble, show};
use crate::page::{self, Profile};
use crate::setup;
use std::path::PathBuf;

/// Builds both.
pub(crate) fn run(ground: &Ground, flags: &[&str]) -> Result<(), Trouble> {
    let profile = match flags {
        [] => Profile::Dev,
        ["--release"] => Profile::Release,
        other => {
            return Err(Trouble::new(format!("build: unknown flags {other:?}")).remedy("the only one is --release"));
        }
    };
    setup::for_building(ground)?;
    let program = command_line(ground, profile)?;
    println!("build: {}", program.display());
    let page = page::build(ground, profile)?;
    println!("build: {}", page.display());
    Ok(())
}

/// Builds `kamei`; answers where it lies.
pub(crate) fn command_line(ground: &Ground, profile: Profile) -> Result<PathBuf, Trouble> {
    let mut cargo = ground.cargo();
    cargo.args(["build", "--quiet", "--locked", "--package", "kamei-cli"]);
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    show(&mut cargo)?;
    Ok(ground.cargo_target.join(folder).join("kamei").with_extension(std::env::consts::EXE_EXTENSION))
}
