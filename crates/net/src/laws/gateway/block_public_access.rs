//! What an account and Region let through to the internet.

use super::{AtGateway, InternetLaw};
use crate::code::Code;
use crate::evidence::{Direction, Fact, LawDoc, Packet};
use crate::id::ResourceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::Owner;
use crate::topology::{ExclusionMode, PublicAccessMode, VpcBlockPublicAccessOptions, is_unknown};

pub(super) static LAW: InternetLaw = Law {
    doc: LawDoc {
        id: "block_public_access",
        rules: &["R1.17"],
        says: Says {
            en: "VPC Block Public Access stops traffic with the internet, in both directions or all but what NAT and egress-only gateways send, except for excluded VPCs and subnets.",
            ja: "VPC ブロックパブリックアクセスは、除外した VPC とサブネットを除き、インターネットとの通信を止めます。双方向モードと、NAT と Egress-Only ゲートウェイの送信だけを許すイングレスモードがあります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html",
    },
    judge,
};

fn judge(at: &AtGateway<'_>) -> Judgement<Packet> {
    let Some((id, options)) = options(at) else {
        return Judgement::Silent;
    };
    let mode = options.mode();
    let unsaid = |what| {
        let resource = id.clone();
        Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what })
    };
    let fact = |resource: &ResourceId, attribute, value: &str| Fact::Attribute {
        resource: resource.clone(),
        attribute,
        value: value.to_owned(),
    };
    let said = fact(id, "internet_gateway_block_mode", mode.as_str());
    match mode {
        PublicAccessMode::Off if is_unknown(&options.more, &["internet_gateway_block_mode"]) => {
            return unsaid("internet_gateway_block_mode");
        }
        PublicAccessMode::Off => return Judgement::Silent,
        PublicAccessMode::Other => return Judgement::Unknown(Code::NotModelled, said),
        PublicAccessMode::BlockBidirectional | PublicAccessMode::BlockIngress => {}
    }
    let out = at.direction == Direction::Egress;
    if let Some((id, exclusion)) = exclusion(at) {
        // AWS: an egress-only exclusion applies only where both directions are blocked.
        let excluded = match exclusion {
            ExclusionMode::AllowBidirectional => true,
            ExclusionMode::AllowEgress => out && mode == PublicAccessMode::BlockBidirectional,
            ExclusionMode::Other => false,
        };
        if excluded {
            let attribute = "internet_gateway_exclusion_mode";
            return Judgement::Passes(fact(id, attribute, exclusion.as_str()));
        }
    }
    // AWS: "Only traffic to and from NAT gateways and egress-only internet gateways is allowed
    // because these gateways only allow outbound connections to be established."
    let outward = at.is_egress_only()
        || at.translated.is_some()
        || at
            .interface
            .is_some_and(|it| matches!(it.owner, Owner::NatGateway(_)));
    if mode == PublicAccessMode::BlockIngress && out && outward {
        return Judgement::Passes(said);
    }
    if is_unknown(&options.more, &["exclusion"]) {
        return unsaid("exclusion");
    }
    Judgement::Stops(Code::VpcBpaBlocked, said)
}

/// The setting of the VPC's account and Region.
fn options<'a>(at: &AtGateway<'a>) -> Option<(&'a ResourceId, &'a VpcBlockPublicAccessOptions)> {
    let topology = at.network.topology();
    let options = &topology.vpc_block_public_access_options;
    if options.is_empty() {
        return None;
    }
    let owner = topology.vpc.get(at.vpc)?.owner_id.as_ref();
    let region = at.network.region_of(at.vpc);
    let mut options = options.iter();
    options.find(|(_, it)| {
        let elsewhere = it.aws_region.is_some() && region.is_some() && it.aws_region != region;
        let others = it.aws_account_id.as_ref();
        let others = others.is_some() && owner.is_some() && others != owner;
        !elsewhere && !others
    })
}

/// The exclusion of the subnet or its VPC.
fn exclusion<'a>(at: &AtGateway<'a>) -> Option<(&'a ResourceId, ExclusionMode)> {
    let topology = at.network.topology();
    let exclusions = &topology.vpc_block_public_access_exclusion;
    let of_subnet = exclusions
        .iter()
        .find(|(_, it)| it.subnet_id.is_some() && it.subnet_id.as_ref() == at.subnet);
    let of_vpc = || {
        exclusions
            .iter()
            .find(|(_, it)| it.vpc_id.as_ref() == Some(at.vpc))
    };
    of_subnet.or_else(of_vpc).map(|(id, it)| (id, it.mode()))
}
