//! The bytes of a file: an archive and all it holds.

#![no_main]

use import::{Settings, Source, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(sources) = Source::all_from_bytes("network.zip", bytes.to_vec()) {
        let _ = import(&sources, &Settings::default());
    }
});
