//! Endpoints that stand in no subnet: those that are routes, and those that have no interface.

use crate::layout::block::{Block, LEAF_HEIGHT_PX, Skin};
use crate::layout::leaf::with_endpoint_marks;
use crate::layout::name::endpoint_name;
use crate::scene::{BoxKind, word};
use net::Network;
use net::id::{VpcEndpointId, VpcId};
use net::lang::Lang;
use net::topology::{EndpointType, VpcEndpoint};

/// Interface endpoints of a VPC that chose no subnet: they exist, and lead nowhere.
pub(crate) fn endpoints_without_interface(network: &Network, id: &VpcId, lang: Lang) -> Vec<Block> {
    let own = network.endpoints_of(id);
    own.filter(|(id, it)| it.kind() != EndpointType::Gateway && is_without_interface(network, id))
        .map(|(id, it)| without_interface(id, it, lang))
        .collect()
}

/// The gateway endpoints of a VPC.
pub(crate) fn gateway_endpoints(network: &Network, id: &VpcId, lang: Lang) -> Vec<Block> {
    let own = network.endpoints_of(id);
    own.filter(|(_, it)| it.kind() == EndpointType::Gateway)
        .map(|(id, it)| gateway_endpoint(id, it, lang))
        .collect()
}

/// Endpoints whose VPC no input holds.
pub(crate) fn stray_endpoints(network: &Network, lang: Lang) -> Vec<Block> {
    let topology = network.topology();
    let is_held = |vpc: &VpcId| topology.vpc.contains_key(vpc);
    let all = topology.vpc_endpoint.iter();
    all.filter(|(id, it)| {
        !it.vpc_id.as_ref().is_some_and(is_held) && is_without_interface(network, id)
    })
    .map(|(id, it)| match it.kind() {
        EndpointType::Gateway => gateway_endpoint(id, it, lang),
        _ => without_interface(id, it, lang),
    })
    .collect()
}

fn is_without_interface(network: &Network, id: &VpcEndpointId) -> bool {
    network.interfaces_of(id.as_resource()).next().is_none()
}

fn without_interface(id: &VpcEndpointId, endpoint: &VpcEndpoint, lang: Lang) -> Block {
    let skin = Skin::new(id.as_resource(), BoxKind::EndpointInterface, "vpc_endpoint")
        .named(endpoint_name(endpoint, id.as_str()))
        .detailed(word::NO_INTERFACE.in_lang(lang))
        .coded("VPCE");
    with_endpoint_marks(skin, endpoint, lang).leaf()
}

fn gateway_endpoint(id: &VpcEndpointId, endpoint: &VpcEndpoint, lang: Lang) -> Block {
    let name = endpoint_name(endpoint, id.as_str());
    let short = endpoint.short_service_name();
    // What the name says already is not said twice.
    let said = if name == short {
        endpoint
            .service_name
            .as_deref()
            .and_then(net::service::region_of_service)
    } else {
        Some(short)
    };
    let list = endpoint
        .prefix_list_id
        .as_ref()
        .map(net::id::PrefixListId::as_str);
    let detail = list.or(said).unwrap_or_default();
    let skin = Skin::new(id.as_resource(), BoxKind::GatewayEndpoint, "vpc_endpoint")
        .named(name)
        .detailed(detail)
        .coded("GWE");
    let mut block = with_endpoint_marks(skin, endpoint, lang).leaf();
    block.height_px = LEAF_HEIGHT_PX;
    block
}

#[cfg(test)]
mod tests {
    use crate::scene::Scene;
    use net::lang::Lang;
    use net::{Network, Topology};
    use std::sync::Arc;

    fn drawn(rest: &str) -> Scene {
        let text = format!(r#"{{ "format": "sightline.topology/1", {rest} }}"#);
        let Ok(topology) = Topology::from_json(&text) else {
            panic!("the document is sound");
        };
        Scene::of(&Network::new(Arc::new(topology)), None, Lang::En)
    }

    #[test]
    fn what_stands_in_a_vpc_that_no_input_holds_is_drawn() {
        let scene = drawn(
            r#""vpc_endpoint": { "vpce-1": { "vpc_id": "vpc-9", "service_name": "com.amazonaws.eu-west-1.s3" },
                "vpce-2": { "vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.eu-west-1.ssm" } },
               "internet_gateway": { "igw-1": {} }"#,
        );
        for id in ["vpce-1", "vpce-2", "igw-1", "unplaced"] {
            assert!(scene.find(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_subnet_whose_table_no_input_holds_is_called_neither_public_nor_private() {
        let subnet =
            r#""subnet": { "subnet-1": { "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24" } }"#;
        let name = |vpc: &str| {
            let scene = drawn(&format!(
                r#""vpc": {{ "vpc-1": {{ "cidr_block": "10.0.0.0/16"{vpc} }} }}, {subnet}"#
            ));
            scene.find("subnet-1").map(|it| it.name.clone())
        };
        assert_eq!(name("").as_deref(), Some("subnet-1 · private"));
        let unknown = name(r#", "unknown": { "main_route_table_id": "not among the inputs" }"#);
        assert_eq!(unknown.as_deref(), Some("subnet-1 · routes not known"));
    }
}
