//! Endpoints of AWS Network Firewall: traffic is routed to them; what they let pass is not known.
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-high-level-steps.html>

use super::Properties;
use crate::assume::endpoint_of_firewall;
use crate::said::say;
use net::Topology;
use net::topology::VpcEndpoint;

/// `AWS::NetworkFirewall::Firewall`: one endpoint for each of its subnets.
pub(super) fn firewall(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let vpc = p.id::<String>("VpcId");
    for (index, mapping) in p.parts("SubnetMappings").iter().enumerate() {
        let subnet = mapping.id::<String>("SubnetId");
        let mut more = mapping.unknown();
        more.insert("firewall_arn".to_owned(), id.into());
        let endpoint = VpcEndpoint {
            vpc_endpoint_type: Some("GatewayLoadBalancer".to_owned()),
            vpc_id: vpc.as_deref().map(Into::into),
            subnet_ids: subnet.into_iter().map(Into::into).collect(),
            tags: p.tags(),
            more,
            ..VpcEndpoint::default()
        };
        let endpoint_id = endpoint_of_firewall(id, index);
        topology.vpc_endpoint.insert(endpoint_id.into(), endpoint);
    }
    if p.has("SubnetMappings") {
        p.context().assume(
            say!("its endpoints are in the order of SubnetMappings, which AWS does not promise; what they let pass is not simulated", "エンドポイントは SubnetMappings の順ですが、AWS はこの順序を保証していません。通過させる通信はシミュレーションの対象外です"),
        );
    }
}
