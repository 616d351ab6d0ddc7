//! An output of the AWS CLI.

#![no_main]

use import::{Settings, Source, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = import(&[Source::new("describe.json", text)], &Settings::default());
});
