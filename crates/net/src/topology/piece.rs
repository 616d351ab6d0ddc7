//! A topology in pieces: a large one is handed on little by little, so that whoever takes it in
//! can do other things between two pieces.

use super::Topology;

/// Makes both ways of a list of kinds. It is complete: a kind that is missing does not compile.
macro_rules! in_pieces {
    ($($kind:ident)*) => {
        impl Topology {
            /// Gives the topology away in pieces of at most so many resources; together they are it.
            pub fn into_pieces(self, most: usize, give: &mut dyn FnMut(Self)) {
                let Self { format, more, $($kind,)* } = self;
                let mut piece = Self { format, more, ..Self::default() };
                let mut held = 0;
                $(for (id, resource) in $kind {
                    if held == most {
                        give(std::mem::take(&mut piece));
                        held = 0;
                    }
                    piece.$kind.insert(id, resource);
                    held += 1;
                })*
                give(piece);
            }

            /// Takes in a piece. Of a resource that is there already the piece's stays.
            pub fn take_in(&mut self, piece: Self) {
                let Self { format, more, $($kind,)* } = piece;
                self.format = format;
                self.more.extend(more);
                $(self.$kind.extend($kind);)*
            }
        }
    };
}

in_pieces! {
    account vpc subnet route_table route_table_association network_acl security_group
    network_interface instance eip vpc_endpoint vpc_endpoint_service lb lb_listener lb_listener_rule
    lb_target_group lb_target_group_attachment nat_gateway internet_gateway egress_only_internet_gateway
    vpc_block_public_access_options vpc_block_public_access_exclusion vpc_peering_connection
    vpn_gateway transit_gateway transit_gateway_vpc_attachment transit_gateway_peering_attachment
    transit_gateway_route_table route53_zone route53_record route53_resolver_endpoint
    route53_resolver_rule route53_resolver_rule_association route53_resolver_firewall_rule_group
    route53_resolver_firewall_rule route53_resolver_firewall_rule_group_association
    route53_resolver_firewall_domain_list vpc_dhcp_options prefix_list site aws_service
    s3_bucket_policy expectation view
    vpclattice_service_network vpclattice_service vpclattice_service_network_vpc_association
    vpclattice_service_network_service_association vpclattice_service_network_resource_association
    vpclattice_resource_configuration vpclattice_resource_gateway vpclattice_listener
    vpclattice_listener_rule vpclattice_target_group vpclattice_target_group_attachment
    vpclattice_auth_policy
}

#[cfg(test)]
mod tests {
    use super::Topology;

    #[test]
    fn the_pieces_of_a_topology_are_it() {
        let text = r#"{ "format": "sightline.topology/1",
            "vpc": { "vpc-1": {}, "vpc-2": {}, "vpc-3": { "color": "red" } },
            "subnet": { "subnet-1": { "vpc_id": "vpc-1" }, "subnet-2": {} },
            "weather": { "sun": true } }"#;
        let Ok(whole) = Topology::from_json(text) else {
            panic!("the document is sound");
        };
        for (most, expected) in [(1, 5), (2, 3), (5, 1), (9, 1)] {
            let (mut together, mut count) = (Topology::default(), 0);
            whole.clone().into_pieces(most, &mut |piece| {
                count += 1;
                let Ok(read) = Topology::from_json(&piece.to_line()) else {
                    panic!("a piece is a document");
                };
                together.take_in(read);
            });
            assert_eq!((count, &together), (expected, &whole), "{most}");
        }
    }
}
