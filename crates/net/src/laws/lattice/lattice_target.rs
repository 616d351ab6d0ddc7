//! What a connection to VPC Lattice is for.

use super::{Entrance, Found, Wanted, WantedLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::{ResourceId, VpcId};
use crate::lang::Says;
use crate::laws::dns::canonical;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;
use crate::topology::lattice::{named, same};

pub(super) static LAW: WantedLaw = Law {
    doc: LawDoc {
        id: "lattice_target",
        rules: &["R2.22", "R2.23"],
        says: Says {
            en: "A resource endpoint leads to its one resource configuration; a service network, by endpoint or association, to the services and resources that are associated with it, told apart by their names.",
            ja: "リソースエンドポイントは 1 つのリソース設定につながります。サービスネットワークには、エンドポイントまたは VPC の関連付けで接続し、関連付けられたサービスとリソースを名前で区別します。",
        },
        source: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html",
    },
    judge,
};

fn judge(wanted: &Wanted<'_>) -> Judgement<Found> {
    let topology = wanted.network.topology();
    let networks: Vec<&ResourceId> = match wanted.entrance {
        Entrance::Endpoint(endpoint) => {
            if let Some(id) = &endpoint.resource_configuration_arn {
                return match named(&topology.vpclattice_resource_configuration, id.as_str()) {
                    Some((id, _)) => Judgement::Settles(
                        Found::Resource(id.clone(), None),
                        Fact::Reached {
                            resource: id.clone(),
                        },
                    ),
                    None => missing(id, "resource_configuration_definition"),
                };
            }
            endpoint.service_network_arn.iter().collect()
        }
        Entrance::Vpc(vpc) => {
            let of_vpc = topology.vpclattice_service_network_vpc_association.values();
            of_vpc
                .filter(|it| {
                    it.vpc_identifier.as_ref() == Some(vpc) && is_active(it.status.as_deref())
                })
                .filter_map(|it| it.service_network_identifier.as_ref())
                .collect()
        }
    };
    let found = candidates(wanted, &networks);
    let named_so: Vec<&Candidate> = found.iter().filter(|it| it.is_named).collect();
    let chosen = match (named_so.as_slice(), found.as_slice()) {
        ([one, ..], _) => Some(*one),
        // Asked by address, there is only one it can be.
        ([], [one]) if wanted.names.is_empty() => Some(one),
        _ => None,
    };
    if let Some(chosen) = chosen {
        let resource = match &chosen.found {
            Found::Resource(id, _) | Found::Service(id, _) => id.clone(),
        };
        return Judgement::Settles(chosen.found.clone(), Fact::Reached { resource });
    }
    let held =
        |id: &&&ResourceId| named(&topology.vpclattice_service_network, id.as_str()).is_some();
    match (networks.iter().find(|it| !held(it)), wanted.entrance) {
        (Some(unheld), _) => missing(unheld, "vpclattice_service_network"),
        (None, Entrance::Vpc(vpc)) if networks.is_empty() || !wanted.names.is_empty() => {
            if let Some((resource, what)) = unlisted(wanted, vpc, &networks) {
                return missing(&resource, what);
            }
            Judgement::Stops(
                Code::LatticeNotAssociated,
                Fact::Attribute {
                    resource: vpc.clone().into(),
                    attribute: "vpclattice_service_network_vpc_association",
                    value: networks
                        .iter()
                        .map(|it| it.to_string())
                        .collect::<Vec<_>>()
                        .join(", "),
                },
            )
        }
        (None, Entrance::Vpc(vpc)) => missing(vpc.as_resource(), "dns_entry"),
        (None, Entrance::Endpoint(endpoint)) => {
            let at = endpoint.service_network_arn.as_ref();
            let unsaid = || "vpc_endpoint".into();
            missing(&at.cloned().unwrap_or_else(unsaid), "dns_entry")
        }
    }
}

/// Who may have associations that the document lacks: the VPC, where those of its own are not
/// among what was read; and what another account keeps: the list of what is in a network of the
/// VPC's, or whether a network of the service's has the VPC in it.
fn unlisted(
    wanted: &Wanted<'_>,
    vpc: &VpcId,
    networks: &[&ResourceId],
) -> Option<(ResourceId, &'static str)> {
    const OF_VPCS: &str = "vpclattice_service_network_vpc_association";
    const OF_SERVICES: &str = "vpclattice_service_network_service_association";
    let topology = wanted.network.topology();
    let (id, its) = topology.vpc.get_key_value(vpc)?;
    if is_unknown(&its.more, &[OF_VPCS]) {
        return Some((id.clone().into(), OF_VPCS));
    }
    let owner = its.owner_id.as_ref();
    let held = &topology.vpclattice_service_network;
    let of_others = |network: &ResourceId| {
        let (id, network) = named(held, network.as_str())?;
        let theirs = network.owner_id.as_ref();
        let other = owner.is_some() && theirs.is_some() && owner != theirs;
        (other || is_unknown(&network.more, &[OF_SERVICES])).then(|| id.clone())
    };
    let found = networks.iter().find_map(|it| of_others(it));
    found.map(|id| (id, OF_SERVICES))
}

struct Candidate {
    found: Found,
    is_named: bool,
}

/// Every service and resource of some service networks.
fn candidates(wanted: &Wanted<'_>, networks: &[&ResourceId]) -> Vec<Candidate> {
    let topology = wanted.network.topology();
    let mut found = Vec::new();
    for network in networks {
        let held = named(&topology.vpclattice_service_network, network.as_str());
        let network = held.map_or(*network, |(id, _)| id);
        for (id, it) in &topology.vpclattice_service_network_service_association {
            let here = same(it.service_network_identifier.as_ref(), network.as_str());
            let service = it.service_identifier.as_ref().filter(|_| here);
            if let Some(service) = service.filter(|_| is_active(it.status.as_deref())) {
                let held = named(&topology.vpclattice_service, service.as_str());
                let own = held.and_then(|(_, it)| it.dns_entry.as_ref());
                let entries = [own, it.dns_entry.as_ref()];
                let names = entries.into_iter().flatten();
                let names = names.filter_map(|it| it.domain_name.as_deref());
                let key = held.map_or(service, |(id, _)| id);
                found.push(Candidate {
                    found: Found::Service(key.clone(), network.clone()),
                    is_named: is_named(wanted, names, &[id, key]),
                });
            }
        }
        for (id, it) in &topology.vpclattice_service_network_resource_association {
            let here = same(it.service_network_identifier.as_ref(), network.as_str());
            let resource = it.resource_configuration_identifier.as_ref();
            let resource = resource.filter(|_| here && is_active(it.status.as_deref()));
            if let Some(resource) = resource {
                let held = named(
                    &topology.vpclattice_resource_configuration,
                    resource.as_str(),
                );
                let names = it
                    .dns_entry
                    .iter()
                    .filter_map(|it| it.domain_name.as_deref());
                let key = held.map_or(resource, |(id, _)| id);
                let custom = held.and_then(|(_, it)| it.custom_domain_name.as_deref());
                found.push(Candidate {
                    found: Found::Resource(key.clone(), Some(network.clone())),
                    is_named: is_named(wanted, names.chain(custom), &[id, key]),
                });
            }
        }
    }
    found
}

/// Whether one of the names is a thing's: as it is listed, or with an id of its own in it, as in
/// `vpce-0a-snra-0b.rcfg-0c.4232ccc.vpc-lattice-rsc.us-east-1.on.aws`.
fn is_named<'n>(
    wanted: &Wanted<'_>,
    mut names: impl Iterator<Item = &'n str>,
    ids: &[&ResourceId],
) -> bool {
    let asked = |name: &str| wanted.names.iter().any(|it| *it == canonical(name));
    let parts = |name: &String, id: &str| {
        let own = name.contains("vpc-lattice-");
        let mut labels = name.split('.');
        own && labels.any(|label| label == id || label.ends_with(&format!("-{id}")))
    };
    names.any(asked)
        || ids.iter().any(|id| {
            let id = id.as_str().rsplit('/').next().unwrap_or_default();
            wanted.names.iter().any(|name| parts(name, id))
        })
}

fn is_active(status: Option<&str>) -> bool {
    status.is_none_or(|it| it.eq_ignore_ascii_case("active"))
}

fn missing(resource: &ResourceId, what: &'static str) -> Judgement<Found> {
    let resource = resource.clone();
    Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what })
}
