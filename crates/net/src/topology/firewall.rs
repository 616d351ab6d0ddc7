//! Route 53 Resolver DNS Firewall.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html>

use super::Tags;
use super::record::record;
use crate::id::{ResourceId, VpcId};

record! {
    /// A group of DNS Firewall rules; the rules name it.
    pub struct FirewallRuleGroup {
        /// What people call it.
        pub name: Option<String>,
        /// Tags.
        pub tags: Tags,
    }
}

record! {
    /// A rule: what is done with questions for the domains of a list.
    pub struct FirewallRule {
        /// What people call it.
        pub name: Option<String>,
        /// The group it is in.
        pub firewall_rule_group_id: Option<ResourceId>,
        /// The list of its domains; a rule of DNS Firewall Advanced has none.
        pub firewall_domain_list_id: Option<ResourceId>,
        /// Its place in the group: the lowest is asked first.
        pub priority: Option<i64>,
        /// `ALLOW`, `ALERT` or `BLOCK`.
        pub action: Option<String>,
        /// What a `BLOCK` answers: `NODATA`, `NXDOMAIN` or `OVERRIDE`.
        pub block_response: Option<String>,
        /// The name an `OVERRIDE` answers with, as a CNAME.
        pub block_override_domain: Option<String>,
        /// How long that may be kept, in seconds.
        pub block_override_ttl: Option<u32>,
        /// `INSPECT_REDIRECTION_DOMAIN`, the default, or `TRUST_REDIRECTION_DOMAIN`: whether the names
        /// a CNAME leads to are asked for, too.
        pub firewall_domain_redirection_action: Option<String>,
        /// The type of record it is about, such as `A`; absent is all.
        pub q_type: Option<String>,
    }
}

record! {
    /// Says in which VPC a group of rules holds.
    pub struct FirewallRuleGroupAssociation {
        /// What people call it.
        pub name: Option<String>,
        /// The group.
        pub firewall_rule_group_id: Option<ResourceId>,
        /// The VPC.
        pub vpc_id: Option<VpcId>,
        /// Its place among the groups of the VPC: the lowest is asked first.
        pub priority: Option<i64>,
    }
}

record! {
    /// A list of domains that rules name.
    pub struct FirewallDomainList {
        /// What people call it.
        pub name: Option<String>,
        /// Domains: `example.com` is that name alone, `*.example.com` every name below it.
        pub domains: Vec<String>,
        /// Who keeps a managed list. What is on AWS's lists is not public.
        pub managed_owner_name: Option<String>,
        /// Tags.
        pub tags: Tags,
    }
}
