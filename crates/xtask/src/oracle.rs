//! The programs the engine is compared with: a DNS server, and what sets up networks of the kernel.

use std::path::Path;

use crate::apt;
use crate::process::{on_path, say};

/// Each program and its package of Debian.
const PROGRAMS: [(&str, &str); 4] = [
    ("named", "bind9"),
    ("dig", "bind9-dnsutils"),
    ("ip", "iproute2"),
    ("nft", "nftables"),
];

/// Installs what is missing where apt may. The tests that find no oracle say so and pass.
pub(crate) fn install() {
    let missing: Vec<&str> = PROGRAMS
        .into_iter()
        .filter(|(program, _)| !is_there(program))
        .map(|(_, package)| package)
        .collect();
    if missing.is_empty() || !apt::may() {
        return;
    }
    say(&format!(
        "Installing {} with apt-get, to compare the engine with.",
        missing.join(", ")
    ));
    if let Err(failure) = apt::install(&missing) {
        say(&format!(
            "{failure}; the tests that need them will be skipped"
        ));
    }
}

/// Those of the administrator are often not on a user's PATH.
fn is_there(program: &str) -> bool {
    on_path(program).is_some()
        || ["/usr/sbin", "/sbin"]
            .iter()
            .any(|folder| Path::new(folder).join(program).is_file())
}
