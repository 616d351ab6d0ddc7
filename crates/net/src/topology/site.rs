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
        /// `vpn` or `direct_connect`; a site with VPN connections has the first.
        pub line: Option<String>,
        /// The VPN connections that lead to it.
        pub vpn_connection_ids: Vec<ResourceId>,
        /// `ipv4` or `ipv6`: what the tunnels of its VPN connections carry.
        pub tunnel_inside_ip_version: Option<String>,
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

impl Site {
    /// By what it is joined, where that is known: `vpn`, `direct_connect`.
    #[must_use]
    pub fn line(&self) -> Option<&str> {
        let by_vpn = (!self.vpn_connection_ids.is_empty()).then_some("vpn");
        self.line.as_deref().or(by_vpn)
    }
}
