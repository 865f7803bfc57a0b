//! The law "read and write back" over real files, where a corpus lies beside the checkout.

use dicom_parser_wasm::{Dicom, Limits, Memory};
use std::path::PathBuf;

#[test]
fn every_corpus_file_is_read_and_written_back_identically() {
    let Some(root) = std::env::var_os("KAMEI_CORPUS").map(PathBuf::from) else {
        println!("not run: no corpus (set KAMEI_CORPUS to a folder of DICOM files)");
        return;
    };
    let mut todo = vec![root];
    let (mut read, mut refused) = (0, Vec::new());
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(std::fs::read_dir(&path).expect("folder").map(|e| e.expect("entry").path()));
            continue;
        }
        let bytes = std::fs::read(&path).expect("readable");
        let source = Memory(&bytes[..]);
        match Dicom::read(&source, &Limits::default()) {
            Ok(dicom) => {
                assert_eq!(dicom.to_rope().to_vec(&source).expect("in memory"), bytes, "{path:?}");
                read += 1;
            }
            Err(error) => refused.push((path, bytes.len(), error)),
        }
    }
    for (path, n, error) in &refused {
        println!("refused: {} ({n} bytes): {error}", path.display());
    }
    println!("{read} files read and written back, {} refused", refused.len());
    assert!(read > 0);
}
