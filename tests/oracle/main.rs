//! The engine against programs that do the same for a living: a DNS server, and the kernel.
//!
//! Each oracle draws networks from a seed, asks both, and stops at the first difference. Where the
//! machine lacks the oracle, the test says so in one line and passes.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "../drawn/dice.rs"]
mod dice;
mod dns;
mod fuzz;
mod kernel;
mod process;
mod terraform;

/// Says something on the terminal even where the test passes, which `eprintln` does not.
fn say(line: &str) {
    use std::io::Write as _;
    // A closed terminal is no reason to fail.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The seeds of a run: always the same ones, or as many from `SIGHTLINE_ORACLE_SEED` on.
fn seeds(count: u64) -> Vec<u64> {
    let first = std::env::var("SIGHTLINE_ORACLE_SEED").map_or(0, |it| it.parse().unwrap());
    (first..first + count).collect()
}
