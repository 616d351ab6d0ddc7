//! How a diagram was arranged by hand.

use super::Attributes;
use serde::{Deserialize, Serialize};

/// What a person did to a drawn thing. Lengths are scene units.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Placement {
    /// How far it was moved right and down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nudge: Option<[i32; 2]>,
    /// Whether its contents are folded away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collapsed: Option<bool>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}
