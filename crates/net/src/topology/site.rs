//! On-premises networks.

use super::{Attributes, Tags};
use crate::id::ResourceId;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// An on-premises network and its DNS.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Site {
    /// Its ranges.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cidr_blocks: Vec<IpNet>,
    /// Ranges besides those of attached networks that it routes over its attachments.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<IpNet>,
    /// The VPN gateways, transit gateway attachments or virtual interfaces it is joined by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<ResourceId>,
    /// `up` (the default) or `down`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// How its hosts resolve names.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub dns: Option<SiteDns>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// The DNS of a site.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct SiteDns {
    /// `public` (the default) or `forward`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// Domains forwarded, and to which servers.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Vec<String>>"))]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub forward: BTreeMap<String, Vec<IpAddr>>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}
