//! VPC Block Public Access: what an account and Region let through to the internet.

use super::record::record;
use crate::id::{AccountId, SubnetId, VpcId};

record! {
    /// The setting of one account and Region.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html>
    pub struct VpcBlockPublicAccessOptions {
        /// `off`, `block-bidirectional` or `block-ingress`.
        pub internet_gateway_block_mode: Option<String>,
        /// The account; any where nothing is said.
        pub aws_account_id: Option<AccountId>,
        /// The Region; any where nothing is said.
        pub aws_region: Option<String>,
    }
}

record! {
    /// A VPC or subnet that the setting leaves out.
    pub struct VpcBlockPublicAccessExclusion {
        /// `allow-bidirectional` or `allow-egress`.
        pub internet_gateway_exclusion_mode: Option<String>,
        /// The VPC, with all its subnets.
        pub vpc_id: Option<VpcId>,
        /// Or one subnet.
        pub subnet_id: Option<SubnetId>,
    }
}

/// What is blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicAccessMode {
    /// Nothing.
    Off,
    /// Everything.
    BlockBidirectional,
    /// Everything but what NAT and egress-only gateways send.
    BlockIngress,
    /// A mode this version does not know.
    Other,
}

/// What an exclusion lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExclusionMode {
    /// Everything.
    AllowBidirectional,
    /// What starts inside.
    AllowEgress,
    /// A mode this version does not know.
    Other,
}

impl VpcBlockPublicAccessOptions {
    /// What is blocked; nothing where nothing is said.
    #[must_use]
    pub fn mode(&self) -> PublicAccessMode {
        let text = self.internet_gateway_block_mode.as_deref();
        match text.map(str::to_ascii_lowercase).as_deref() {
            None | Some("off") => PublicAccessMode::Off,
            Some("block-bidirectional") => PublicAccessMode::BlockBidirectional,
            Some("block-ingress") => PublicAccessMode::BlockIngress,
            Some(_) => PublicAccessMode::Other,
        }
    }
}

impl VpcBlockPublicAccessExclusion {
    /// What it lets through.
    #[must_use]
    pub fn mode(&self) -> ExclusionMode {
        let text = self.internet_gateway_exclusion_mode.as_deref();
        match text.map(str::to_ascii_lowercase).as_deref() {
            Some("allow-bidirectional") => ExclusionMode::AllowBidirectional,
            Some("allow-egress") => ExclusionMode::AllowEgress,
            _ => ExclusionMode::Other,
        }
    }
}

impl PublicAccessMode {
    /// As AWS spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::BlockBidirectional => "block-bidirectional",
            Self::BlockIngress => "block-ingress",
            Self::Other => "other",
        }
    }
}

impl ExclusionMode {
    /// As AWS spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AllowBidirectional => "allow-bidirectional",
            Self::AllowEgress => "allow-egress",
            Self::Other => "other",
        }
    }
}
