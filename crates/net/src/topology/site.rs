//! On-premises networks.

use super::Tags;
use super::record::record;
use crate::id::ResourceId;
use ipnet::IpNet;
use std::collections::BTreeMap;
use std::net::IpAddr;

record! {
    /// An on-premises network and its DNS.
    pub struct Site {
        /// Its ranges.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub cidr_blocks: Vec<IpNet>,
        /// Ranges besides those of attached networks that it routes over its attachments.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub routes: Vec<IpNet>,
        /// The VPN gateways, transit gateway attachments or virtual interfaces it is joined by.
        pub attachments: Vec<ResourceId>,
        /// `up` (the default) or `down`.
        pub state: Option<String>,
        /// How its hosts resolve names.
        pub dns: Option<SiteDns>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// The DNS of a site.
    pub struct SiteDns {
        /// `public` (the default) or `forward`.
        pub mode: Option<String>,
        /// Domains forwarded, and to which servers.
        #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Vec<String>>"))]
        pub forward: BTreeMap<String, Vec<IpAddr>>,
    }
}
