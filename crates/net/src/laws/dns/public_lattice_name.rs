//! A name of VPC Lattice.

use super::{AnswerLaw, Asked, MADE_UP_TTL_SECS, Reply, Source, canonical};
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::lattice::{RESOURCE_ADDRESS, SERVICE_ADDRESS};
use crate::laws::{Judgement, Law};
use crate::topology::lattice::LatticeName;
use std::net::{IpAddr, Ipv4Addr};

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "public_lattice_name",
        rules: &["R2.23"],
        says: Says {
            en: "Names that VPC Lattice gives to services and resources of a service network resolve publicly to addresses that only associated VPCs can use.",
            ja: "VPC Lattice がサービスやリソースに付けた名前はパブリックに引けますが、そのアドレスは関連付けられた VPC からしか使えません。",
        },
        source: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    if *asked.source != Source::Public {
        return Judgement::Silent;
    }
    let Some(address) = address(asked) else {
        return Judgement::Silent;
    };
    let address = [IpAddr::V4(address)];
    let reply = Reply::addresses(asked.name, asked.record_type, address, MADE_UP_TTL_SECS);
    let fact = reply.fact("on.aws");
    Judgement::Settles(reply, fact)
}

fn address(asked: &Asked<'_>) -> Option<Ipv4Addr> {
    let topology = asked.network.topology();
    let is = |entry: Option<&LatticeName>| {
        let name = entry.and_then(|it| it.domain_name.as_deref());
        name.is_some_and(|name| canonical(name) == asked.name)
    };
    let mut services = topology.vpclattice_service.values();
    let in_networks = &topology.vpclattice_service_network_service_association;
    let mut resources = topology
        .vpclattice_service_network_resource_association
        .values();
    let service = services.any(|it| is(it.dns_entry.as_ref()))
        || in_networks.values().any(|it| is(it.dns_entry.as_ref()));
    if service {
        Some(SERVICE_ADDRESS)
    } else {
        let resource = resources.any(|it| is(it.dns_entry.as_ref()));
        resource.then_some(RESOURCE_ADDRESS)
    }
}
