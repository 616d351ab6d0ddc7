//! What must stay true of a topology.

use super::Attributes;
use crate::id::ResourceId;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// A question and the answer it must have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Expectation {
    /// The vantage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The target, with `:port`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// `tcp` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// What is asked of an AWS service, such as `s3:GetObject`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The resource it is asked for, by its ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// Who asks: an ARN, an account's number, an AWS service's name, or `anonymous`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal: Option<String>,
    /// `reachable`, `blocked`, `ambiguous` or `undetermined`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Resources the path must touch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<ResourceId>,
    /// Resources it must not touch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_through: Vec<ResourceId>,
    /// The addresses the name must answer with.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resolves_to: Vec<IpAddr>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}
