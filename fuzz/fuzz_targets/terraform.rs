//! A text of Terraform: as what `terraform show -json` prints, and as a file of a configuration.

#![no_main]

use import::{Settings, Source, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for name in ["show.json", "main.tf"] {
        let _ = import(&[Source::new(name, text)], &Settings::default());
    }
});
