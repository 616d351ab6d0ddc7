//! A template of CloudFormation, YAML or JSON.

#![no_main]

use import::{Settings, Source, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = import(&[Source::new("Stack.yml", text)], &Settings::default());
});
