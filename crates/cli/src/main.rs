//! `sightline`: files and a terminal over `net`, `import` and `studio`.

fn main() {}
