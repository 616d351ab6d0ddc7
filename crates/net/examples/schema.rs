//! Prints the JSON Schema of the topology document; `cargo xtask schema` keeps it in schema/.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use schemars::generate::SchemaSettings;

fn main() {
    let schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<net::Topology>();
    println!("{:#}", schema.to_value());
}
