//! `cargo xtask serve [--port N]`: the built page over http, for this machine only.
//!
//! In: GET and HEAD of files in `target/page`. Out: their bytes with the headers that a host should send.
//! Does not: listen on any address but 127.0.0.1, follow `..`, keep connections open.

use crate::ground::{Ground, Trouble};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

const PORT: u16 = 8417;
/// A request line longer than this is not from a browser that wants the page.
const LONGEST_REQUEST: u64 = 16 * 1024;

/// Serves until it is ended.
pub(crate) fn run(ground: &Ground, flags: &[&str]) -> Result<(), Trouble> {
    let port = match flags {
        [] => PORT,
        ["--port", port] => port.parse().map_err(|_| Trouble::new(format!("serve: `{port}` is no port")))?,
        other => return Err(Trouble::new(format!("serve: unknown flags {other:?}")).remedy("the only one is --port N")),
    };
    let folder = ground.page();
    let page = folder.join("kamei.html");
    if !page.is_file() {
        return Err(Trouble::new("there is no page yet").remedy("run `cargo xtask build`"));
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|why| Trouble::new(format!("cannot listen on port {port}: {why}")).remedy("take another: --port N"))?;
    let port = listener.local_addr().map_or(port, |at| at.port());
    println!("serve: http://127.0.0.1:{port}/kamei.html");
    println!("serve: or open the file itself: {}", page.display());
    println!("serve: end with Ctrl+C");
    for connection in listener.incoming().flatten() {
        let folder = folder.clone();
        // A browser that closes early is none of our business.
        std::thread::spawn(move || answer(connection, &folder).ok());
    }
    Ok(())
}

fn answer(mut connection: TcpStream, folder: &Path) -> std::io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(connection.try_clone()?.take(LONGEST_REQUEST)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The headers say nothing that we need, but a connection closed with unread bytes is reset.
    for header in lines {
        if header?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let file = if matches!(method, "GET" | "HEAD") { wanted(folder, path) } else { None };
    let (status, kind, body) = match file.and_then(|file| Some((kind(&file), std::fs::read(file).ok()?))) {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("404 Not Found", "text/plain; charset=utf-8", b"There is only /kamei.html here.\n".to_vec()),
    };
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method == "HEAD" { Ok(()) } else { connection.write_all(&body) }
}

/// The file that a request's path names, if it is one below the folder.
fn wanted(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = path.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "kamei.html" } else { path };
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    Some(folder.join(path)).filter(|file| plain && file.is_file())
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_folder_are_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(wanted(folder, "/Cargo.toml?x=1"), Some(folder.join("Cargo.toml")));
        for path in ["/../Cargo.toml", "//etc/passwd", "/src/../../Cargo.toml", "Cargo.toml", "/src", "/absent"] {
            assert_eq!(wanted(folder, path), None, "{path}");
        }
    }
}
