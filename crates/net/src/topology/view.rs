//! How a diagram was arranged by hand.

use super::record::record;

record! {
    /// What a person did to a drawn thing. Lengths are scene units.
    pub struct Placement {
        /// How far it was moved right and down.
        pub nudge: Option<[i32; 2]>,
        /// Whether its contents are folded away.
        pub collapsed: Option<bool>,
    }
}
