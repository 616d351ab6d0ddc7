//! What must stay true of a topology.

use super::record::record;
use crate::id::ResourceId;
use std::net::IpAddr;

record! {
    /// A question and the answer it must have.
    pub struct Expectation {
        /// The vantage.
        pub from: Option<String>,
        /// The target, with `:port`.
        pub to: Option<String>,
        /// `tcp` where nothing is said.
        pub protocol: Option<String>,
        /// What is asked of an AWS service, such as `s3:GetObject`.
        pub action: Option<String>,
        /// The resource it is asked for, by its ARN.
        pub arn: Option<String>,
        /// Who asks: an ARN, an account's number, an AWS service's name, or `anonymous`.
        pub principal: Option<String>,
        /// `reachable`, `blocked`, `ambiguous` or `undetermined`.
        pub outcome: Option<String>,
        /// Resources the path must touch.
        pub through: Vec<ResourceId>,
        /// Resources it must not touch.
        pub not_through: Vec<ResourceId>,
        /// The addresses the name must answer with.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub resolves_to: Vec<IpAddr>,
    }
}
