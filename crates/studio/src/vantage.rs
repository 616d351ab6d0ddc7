//! Where a question can start, and the one a document opens with.

use crate::outline::{askable, askable_target};
use crate::question::Question;
use crate::scene::INTERNET;
use net::id::{VpcEndpointId, VpcId};
use net::network::{Interface, Owner};
use net::topology::{EndpointType, VpcEndpoint};
use net::{Network, ResourceId};
use std::net::IpAddr;

/// Whether a connection can start there: at an instance, at an interface nothing the document
/// holds owns (a function's, a task's), at a site, or on the internet.
#[must_use]
pub fn is_client(network: &Network, id: &ResourceId) -> bool {
    let topology = network.topology();
    topology.instance.contains_key(id.as_str())
        || topology.site.contains_key(id.as_str())
        || id.as_str() == INTERNET
        || network
            .interface(id.as_str())
            .is_some_and(|it| is_alone(network, it))
}

/// Where one asks from: instances that have an interface and interfaces that stand alone, else a host in each subnet, as
/// a template that makes no client is there for those of others; then networks on-premises.
pub fn vantages(network: &Network) -> impl Iterator<Item = ResourceId> {
    let sites = network.topology().site.keys().cloned();
    inside(network).chain(sites)
}

fn inside(network: &Network) -> impl Iterator<Item = ResourceId> {
    let topology = network.topology();
    let instances = topology
        .instance
        .keys()
        .map(net::id::InstanceId::as_resource);
    let placed = instances.filter(|id| network.interfaces_of(id).next().is_some());
    let alone = network
        .interfaces()
        .iter()
        .filter(|it| is_alone(network, it));
    let alone = alone.map(|it| it.known_as().clone());
    let mut clients = placed.cloned().chain(alone).peekable();
    let hosts = clients.peek().is_none().then(|| {
        // Without a range there is no address to ask from.
        let subnets = topology.subnet.iter();
        let placed = subnets.filter(|(_, it)| it.cidr_block.or(it.ipv6_cidr_block).is_some());
        placed.map(|(id, _)| id.as_resource().clone())
    });
    clients.chain(hosts.into_iter().flatten())
}

/// The types of interface that somebody's own code speaks from; the others are AWS's doors.
const TYPES_OF_CLIENTS: [&str; 5] = ["interface", "lambda", "branch", "trunk", "efa"];

/// Whether nothing the document holds owns it, and what it is may ask.
fn is_alone(network: &Network, interface: &Interface) -> bool {
    let listed = network.topology().network_interface.get(&interface.id);
    let type_ = listed.and_then(|it| it.interface_type.as_deref());
    interface.owner == Owner::Nothing
        && interface.primary_address().is_some()
        && type_.is_none_or(|it| {
            TYPES_OF_CLIENTS
                .iter()
                .any(|one| it.eq_ignore_ascii_case(one))
        })
}

/// The VPC a vantage stands in.
#[must_use]
pub fn vpc_of(network: &Network, id: &ResourceId) -> Option<VpcId> {
    let own = network.interface(id.as_str());
    let interface = own.or_else(|| network.interfaces_of(id).next());
    let subnet = || network.topology().subnet.get(id.as_str())?.vpc_id.clone();
    interface.and_then(|it| it.vpc.clone()).or_else(subnet)
}

/// What its address is, or the range of a subnet.
#[must_use]
pub fn place_of(network: &Network, id: &ResourceId) -> Option<String> {
    let topology = network.topology();
    if let Some(subnet) = topology.subnet.get(id.as_str()) {
        return subnet.cidr_block.map(|it| it.to_string());
    }
    let own = network.interface(id.as_str());
    let address = own
        .into_iter()
        .chain(network.interfaces_of(id))
        .find_map(Interface::primary_address)
        .or_else(|| topology.instance.get(id.as_str())?.private_ip);
    address.map(|it| it.to_string())
}

/// Whether there is anything of a network in it.
#[must_use]
pub fn is_network(network: &Network) -> bool {
    let topology = network.topology();
    let clouds = [
        topology.vpc.is_empty(),
        topology.subnet.is_empty(),
        topology.vpc_endpoint.is_empty(),
    ];
    !clouds.into_iter().all(|it| it) || vantages(network).next().is_some()
}

/// A first question: the first expectation's, else from where an endpoint is near, else from one
/// client to another, else to a service of AWS. Of what is no network nothing is asked.
#[must_use]
pub fn opening(network: &Network) -> Question {
    if !is_network(network) {
        return Question::of_target("", "", "tcp");
    }
    let expected = network.topology().expectation.values();
    let mut expected = expected.filter_map(|it| Some((it.from.clone()?, it.to.clone()?)));
    if let Some((from, to)) = expected.next() {
        return Question::of_target(&from, &to, "tcp");
    }
    let first = inside(network).next();
    let near = |id: &ResourceId| {
        let vpc = vpc_of(network, id)?;
        nearest(network, &vpc).map(|endpoint| (id.clone(), endpoint))
    };
    let (from, to) = match inside(network).find_map(|id| near(&id)) {
        Some((from, to)) => (Some(from), to),
        None => {
            let to = network.interface_endpoints().next();
            let to = to.map(|(id, it)| to_endpoint(network, id, it));
            let to = to.unwrap_or_else(|| without_endpoint(network, first.as_ref()));
            (first, to)
        }
    };
    let from = from.map_or_else(|| INTERNET.to_owned(), |id| askable(network, &id));
    Question::of_target(&from, &to, "tcp")
}

/// The endpoint of a VPC that is asked for first: an interface endpoint, the one that carries an
/// application rather than a session, else a gateway endpoint by the name of its service.
fn nearest(network: &Network, vpc: &VpcId) -> Option<String> {
    let of_kind = |is_wanted: fn(&EndpointType) -> bool| {
        let all = network.endpoints_of(vpc);
        let wanted = all.filter(move |(_, it)| is_wanted(&it.kind()));
        wanted.min_by_key(|(_, it)| it.short_service_name().contains("ssm"))
    };
    if let Some((id, it)) = of_kind(|kind| {
        !matches!(
            kind,
            EndpointType::Gateway | EndpointType::GatewayLoadBalancer
        )
    }) {
        return Some(to_endpoint(network, id, it));
    }
    let (_, it) = of_kind(|kind| *kind == EndpointType::Gateway)?;
    let service = it.short_service_name();
    (!service.is_empty()).then(|| name_of_service(service, network.region_of(vpc).as_deref()))
}

fn without_endpoint(network: &Network, first: Option<&ResourceId>) -> String {
    let other = network.topology().instance.keys().nth(1);
    let other = other.and_then(|id| network.interfaces_of(id.as_resource()).next());
    match other.and_then(Interface::primary_address) {
        Some(IpAddr::V4(address)) => format!("{address}:443"),
        Some(IpAddr::V6(_)) | None => {
            let vpc = first.and_then(|id| vpc_of(network, id));
            let region = vpc.and_then(|vpc| network.region_of(&vpc));
            name_of_service("s3", region.as_deref())
        }
    }
}

fn name_of_service(service: &str, region: Option<&str>) -> String {
    let region = region.unwrap_or(net::service::ASSUMED_REGION);
    format!("{service}.{region}.amazonaws.com:443")
}

fn to_endpoint(network: &Network, id: &VpcEndpointId, endpoint: &VpcEndpoint) -> String {
    let text = askable_target(network, id.as_resource());
    format!("{text}:{}", port_of(endpoint))
}

/// A provider's own service mostly speaks HTTP in examples, one of AWS's HTTPS.
fn port_of(endpoint: &VpcEndpoint) -> u16 {
    if endpoint.short_service_name().starts_with("vpce-svc-") {
        80
    } else {
        443
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use net::Topology;
    use std::sync::Arc;

    fn network(rest: &str) -> Network {
        let text = format!(
            r#"{{ "format": "sightline.topology/1",
                "vpc": {{ "s.Vpc": {{ "cidr_block": "10.0.0.0/16", "region": "eu-west-1" }} }},
                "subnet": {{ "s.Public": {{ "vpc_id": "s.Vpc", "cidr_block": "10.0.0.0/24" }},
                             "s.Private": {{ "vpc_id": "s.Vpc", "cidr_block": "10.0.1.0/24" }} }},
                {rest} }}"#
        );
        let Ok(topology) = Topology::from_json(&text) else {
            panic!("the document is sound");
        };
        Network::new(Arc::new(topology))
    }

    fn asks(rest: &str, expected: (&str, &str)) {
        let question = opening(&network(rest));
        assert_eq!((question.from.as_str(), question.to.as_str()), expected);
    }

    #[test]
    fn without_a_client_a_host_in_a_subnet_asks() {
        let endpoint = r#""vpc_endpoint": { "s.Logs": { "vpc_id": "s.Vpc", "vpc_endpoint_type": "Interface",
            "service_name": "com.amazonaws.eu-west-1.logs", "subnet_ids": ["s.Private"] } }"#;
        asks(endpoint, ("Private", "Logs"));
        let gateway = r#""vpc_endpoint": { "s.S3": { "vpc_id": "s.Vpc", "vpc_endpoint_type": "Gateway",
            "service_name": "com.amazonaws.eu-west-1.s3" } }"#;
        asks(gateway, ("Private", "s3.eu-west-1.amazonaws.com"));
        asks(
            r#""account": {}"#,
            ("Private", "s3.eu-west-1.amazonaws.com"),
        );
    }

    #[test]
    fn an_instance_asks_in_its_own_region() {
        asks(
            r#""instance": { "i-1": { "subnet_id": "s.Private", "private_ip": "10.0.1.9" } }"#,
            ("i-1", "s3.eu-west-1.amazonaws.com"),
        );
    }

    #[test]
    fn an_interface_that_nothing_owns_asks_unless_it_is_a_door_of_aws() {
        let interface = |type_: &str| {
            format!(
                r#""network_interface": {{ "eni-1": {{ "subnet_id": "s.Private", "private_ip": "10.0.1.9",
                    "interface_type": "{type_}" }} }}"#
            )
        };
        asks(
            &interface("lambda"),
            ("eni-1", "s3.eu-west-1.amazonaws.com"),
        );
        asks(
            &interface("transit_gateway"),
            ("Private", "s3.eu-west-1.amazonaws.com"),
        );
    }

    #[test]
    fn an_instance_that_is_nowhere_does_not_ask() {
        let rest = |subnet: &str| format!(r#""instance": {{ "i-1": {{ {subnet} }} }}"#);
        asks(&rest(""), ("Private", "s3.eu-west-1.amazonaws.com"));
        let placed = rest(r#""subnet_id": "s.Public", "private_ip": "10.0.0.9""#);
        asks(&placed, ("i-1", "s3.eu-west-1.amazonaws.com"));
    }

    #[test]
    fn a_subnet_without_a_range_does_not_ask() {
        let text = r#"{ "format": "sightline.topology/1", "vpc": { "v": {} },
            "subnet": { "a": { "vpc_id": "v" }, "b": { "vpc_id": "v", "cidr_block": "10.0.0.0/24" } } }"#;
        let topology = Topology::from_json(text).unwrap_or_default();
        let network = Network::new(Arc::new(topology));
        let all: Vec<ResourceId> = vantages(&network).collect();
        assert_eq!(all, ["b".into()]);
    }

    #[test]
    fn a_document_of_nothing_is_asked_nothing() {
        let question = opening(&Network::new(Arc::default()));
        assert_eq!((question.from.as_str(), question.to.as_str()), ("", ""));
        assert!(question.query().is_none());
    }
}
