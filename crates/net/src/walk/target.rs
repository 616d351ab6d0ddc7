//! What a question is about: a name, an address, or a resource its users would address.

use crate::id::ResourceId;
use crate::laws::dns::canonical;
use crate::network::{Interface, Lookup, Network};
use crate::service;
use crate::topology::EndpointType;
use crate::topology::lattice::same;
use std::net::IpAddr;

/// What to connect to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A literal address.
    Address(IpAddr),
    /// A name to resolve.
    Name(String),
}

/// Reads a target; a resource stands for how its users address it. `None` where it is none.
pub(super) fn target(network: &Network, text: &str) -> Option<Target> {
    if let Ok(address) = text.parse() {
        return Some(Target::Address(address));
    }
    if let Lookup::Found(id) = network.find(text) {
        return of_resource(network, &id);
    }
    if text.starts_with("com.amazonaws.") {
        return service_name(text).map(Target::Name);
    }
    is_dns_name(text).then(|| Target::Name(text.to_owned()))
}

fn of_resource(network: &Network, id: &ResourceId) -> Option<Target> {
    let topology = network.topology();
    if let Some((id, endpoint)) = topology.vpc_endpoint.get_key_value(id.as_str()) {
        return match endpoint.kind() {
            EndpointType::Gateway => service_name(endpoint.service_name.as_deref()?),
            EndpointType::Interface
            | EndpointType::GatewayLoadBalancer
            | EndpointType::Resource
            | EndpointType::ServiceNetwork
            | EndpointType::Other => {
                let Some(regional) = network.endpoint_names(id).into_iter().next() else {
                    // Only AWS can say the names VPC Lattice draws; the interfaces have addresses.
                    let mut interfaces = network.interfaces_of(id.as_resource());
                    let address = interfaces.next().and_then(Interface::primary_address);
                    return address.map(Target::Address);
                };
                // S3 prints its names with a wildcard in front (R4.11).
                Some(match regional.strip_prefix('*') {
                    Some(rest) => format!("bucket{rest}"),
                    None => regional,
                })
            }
        }
        .map(Target::Name);
    }
    if let Some(balancer) = topology.lb.get(id.as_str())
        && let Some(name) = &balancer.dns_name
    {
        return Some(Target::Name(name.clone()));
    }
    if let Some(name) = lattice_name(network, id) {
        return Some(Target::Name(name));
    }
    if let Some(service) = topology.aws_service.get(id) {
        let said = service.dns_names.first().cloned();
        let derived = || service_name(service.service_name.as_deref().unwrap_or(id.as_str()));
        return said.or_else(derived).map(Target::Name);
    }
    network
        .interface(id.as_str())
        .or_else(|| network.interfaces_of(id).next())
        .and_then(Interface::primary_address)
        .map(Target::Address)
}

/// The name AWS gave a service or a resource of VPC Lattice.
fn lattice_name(network: &Network, id: &ResourceId) -> Option<String> {
    let topology = network.topology();
    let service = topology.vpclattice_service.get(id);
    let own = service.and_then(|it| it.dns_entry.as_ref());
    let of_network = || {
        let associations = topology
            .vpclattice_service_network_resource_association
            .values();
        let mut of_resource = associations
            .filter(|it| same(it.resource_configuration_identifier.as_ref(), id.as_str()));
        of_resource.find_map(|it| it.dns_entry.as_ref())
    };
    own.or_else(of_network)?.domain_name.clone()
}

/// The public name of an AWS service.
fn service_name(service_name: &str) -> Option<String> {
    service::private_names(service_name)
        .into_iter()
        .find(|name| !name.starts_with('*'))
        .or_else(|| {
            let region = service::region_of_service(service_name)?;
            let service = service::short_name(service_name);
            Some(format!("{service}.{region}.amazonaws.com"))
        })
}

/// Whether a text is shaped like a name of the DNS with at least two labels.
fn is_dns_name(text: &str) -> bool {
    let name = canonical(text);
    let label = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    name.len() < 254 && name.contains('.') && name.split('.').all(label)
}
