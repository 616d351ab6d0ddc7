//! What a person did to a document: how its diagram is arranged, and what they know that no input says.

use super::record::record;

record! {
    /// What a person did to a thing. Lengths are scene units.
    pub struct Placement {
        /// How far it was moved right and down.
        pub nudge: Option<[i32; 2]>,
        /// Whether its contents are folded away.
        pub collapsed: Option<bool>,
        /// The attributes that no input says and that a person answered.
        pub assumed: Vec<String>,
    }
}
