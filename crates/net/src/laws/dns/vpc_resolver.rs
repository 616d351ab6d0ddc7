//! Who answers inside a VPC.

use super::{Asking, ResolverLaw};
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use ipnet::IpNet;

pub(super) static LAW: ResolverLaw = Law {
    doc: LawDoc {
        id: "vpc_resolver",
        rules: &["R4.1", "R1.27"],
        says: Says {
            en: "A host in a VPC asks the VPC's resolver at the primary range's base plus two, which no security group, ACL or route guards.",
            ja: "VPC 内のホストは VPC のリゾルバー (プライマリ CIDR の先頭 + 2) に問い合わせます。SG、ACL、ルートの対象外です。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
    },
    judge,
};

fn judge(asking: &Asking<'_>) -> Judgement {
    let Some(Some(IpNet::V4(range))) = asking
        .network
        .topology()
        .vpc
        .get(asking.vpc)
        .map(|vpc| vpc.cidr_block)
    else {
        return Judgement::Silent;
    };
    let address = u32::from(range.network()).saturating_add(2);
    Judgement::Passes(Fact::Attribute {
        resource: asking.vpc.clone().into(),
        attribute: "resolver",
        value: std::net::Ipv4Addr::from(address).to_string(),
    })
}
