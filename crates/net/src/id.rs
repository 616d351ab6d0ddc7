//! Identifiers of resources: AWS's own, or those an importer made up.

use crate::topology::{Datum, Read, Reader, Writer};
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// The id of any resource of the topology, as written in the document.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transparent))]
#[serde(transparent)]
pub struct ResourceId(#[cfg_attr(feature = "schema", schemars(with = "String"))] Arc<str>);

impl ResourceId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(transparent))]
        #[serde(transparent)]
        pub struct $name(ResourceId);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// The same id, no longer saying of what.
            #[must_use]
            pub const fn as_resource(&self) -> &ResourceId {
                &self.0
            }
        }

        impl Datum for $name {
            fn read(from: &mut Reader<'_>) -> Read<Self> {
                Datum::read(from).map(Self)
            }

            fn write(&self, to: &mut dyn Writer) {
                self.0.write(to);
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<ResourceId> for $name {
            fn from(id: ResourceId) -> Self {
                Self(id)
            }
        }

        impl From<$name> for ResourceId {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self.0.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// An AWS account, its 12 digits.
    AccountId
    /// `vpc-…`
    VpcId
    /// `subnet-…`
    SubnetId
    /// `rtb-…`
    RouteTableId
    /// `acl-…`
    NetworkAclId
    /// `sg-…`
    SecurityGroupId
    /// `eni-…`
    NetworkInterfaceId
    /// `i-…`
    InstanceId
    /// `igw-…`
    InternetGatewayId
    /// `nat-…`
    NatGatewayId
    /// `vpce-…`
    VpcEndpointId
    /// `vpce-svc-…`
    VpcEndpointServiceId
    /// A load balancer's ARN.
    LbId
    /// A listener's ARN.
    LbListenerId
    /// A target group's ARN.
    LbTargetGroupId
    /// A Route 53 hosted zone.
    ZoneId
    /// `pl-…`
    PrefixListId
}

impl From<&str> for ResourceId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for ResourceId {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl std::borrow::Borrow<str> for ResourceId {
    fn borrow(&self) -> &str {
        &self.0
    }
}
