//! Endpoints of AWS Network Firewall: traffic is routed to them; what they let pass is not known.
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-high-level-steps.html>

use super::{Kind, SUBNET, VPC};
use crate::assume::endpoint_of_firewall;
use crate::said::say;
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json};

pub(super) const KINDS: &[Kind] = &[Kind::known(
    "aws_networkfirewall_firewall",
    &["vpc_id", "subnet_mapping"],
)
.then(firewall)];

/// One endpoint for each of its subnets.
fn firewall(_: &mut Map<String, Json>, at: &Reader<'_>) {
    let vpc = at.id("vpc_id", VPC);
    let mappings = at.parts("subnet_mapping");
    for (index, mapping) in mappings.iter().enumerate() {
        let mut endpoint = mapping.object(&[]);
        endpoint.insert("vpc_endpoint_type".to_owned(), "GatewayLoadBalancer".into());
        endpoint.insert("firewall_arn".to_owned(), at.own_id().into());
        if let Some(vpc) = &vpc {
            endpoint.insert("vpc_id".to_owned(), vpc.as_str().into());
        }
        if let Some(subnet) = mapping.id("subnet_id", SUBNET) {
            endpoint.insert("subnet_ids".to_owned(), vec![subnet].into());
        }
        let id = endpoint_of_firewall(at.own_id(), index);
        at.makes("vpc_endpoint", id, endpoint);
    }
    if !mappings.is_empty() {
        at.assume(
            say!("its endpoints are in the order of subnet_mapping, which AWS does not promise where no state says so; what they let pass is not simulated", "エンドポイントは subnet_mapping の順ですが、ステートにない限り AWS はこの順序を保証していません。通過させる通信はシミュレーションの対象外です"),
        );
    }
}
