//! The same network by IPv6: addresses of the hosts beside the others, routes by way of the links'
//! own addresses, internet gateways that change nothing, and egress-only ones that remember.

use super::roads::{Built, INTERNET_SIX, LOCAL, door, name_of};
use net::Network;
use net::id::VpcId;
use net::topology::Route;
use std::fmt::Write as _;

/// The near end of a link, as seen from a host or a gateway.
const NEAR: &str = "fe80::1";
/// The far one.
const FAR: &str = "fe80::2";

impl Built {
    pub(super) fn by_six(&mut self, network: &Network) {
        for host in INTERNET_SIX {
            self.six("net", &format!("addr add {host}/128 dev lo nodad"));
        }
        let peerings = network.topology().vpc_peering_connection.values();
        for (index, peering) in peerings.enumerate() {
            if peering.accept_status.as_deref() != Some("active") {
                continue;
            }
            let ends = [(&peering.vpc_id, 1), (&peering.peer_vpc_id, 2)];
            for (vpc, end) in ends {
                let router = format!("r-{}", vpc.as_ref().unwrap());
                let address = peering_address(index, end);
                self.six(
                    &router,
                    &format!("addr add {address}/64 dev pcx{index} nodad"),
                );
                self.six(
                    &router,
                    &format!("rule add iif pcx{index} lookup {LOCAL} pref 1000"),
                );
            }
        }
        for vpc in network.topology().vpc.keys() {
            let igw = network.topology().internet_gateway.iter();
            let mut igw = igw.filter(|(_, it)| it.vpc_id.as_ref() == Some(vpc));
            if let Some((id, _)) = igw.next() {
                self.way_out(network, vpc, &id.to_string(), "igw");
            }
            let only_out = network.topology().egress_only_internet_gateway.iter();
            let mut only_out = only_out.filter(|(_, it)| it.vpc_id.as_ref() == Some(vpc));
            if let Some((id, _)) = only_out.next() {
                self.only_out(vpc, &id.to_string());
                self.way_out(network, vpc, &id.to_string(), "eigw");
            }
            self.router_by_six(network, vpc);
        }
    }

    fn six(&mut self, name: &str, line: &str) {
        writeln!(self.script(name).six, "{line}").unwrap();
    }

    /// The links of an egress-only gateway, and its memory of who set out.
    fn only_out(&mut self, vpc: &VpcId, id: &str) {
        let router = format!("r-{vpc}");
        self.link((id, "vpc", "169.254.3.2"), (&router, "eigw", "169.254.3.1"));
        let outside = id.replace("eigw", "x");
        self.link((id, "net", "192.0.3.2"), ("net", &outside, "192.0.3.1"));
        self.script(id).nft.push_str(
            "table ip6 only {
chain out { type filter hook forward priority 0; policy drop;
 iifname vpc ct state new,established accept
 iifname net ct state established accept
}
}
",
        );
    }

    /// Out by a gateway, and back to the hosts of its VPC.
    fn way_out(&mut self, network: &Network, vpc: &VpcId, id: &str, device: &str) {
        let router = format!("r-{vpc}");
        let outside = id.replace("eigw", "x").replace("igw", "g");
        for (name, device, address) in [
            (router.as_str(), device, NEAR),
            (id, "vpc", FAR),
            ("net", &outside, NEAR),
            (id, "net", FAR),
        ] {
            self.six(name, &format!("addr add {address}/64 dev {device} nodad"));
        }
        self.six(
            &router,
            &format!("rule add iif {device} lookup {LOCAL} pref 1000"),
        );
        let range = network
            .topology()
            .vpc
            .get(vpc)
            .unwrap()
            .ipv6_cidr_block
            .unwrap();
        self.six(id, &format!("route add {range} via {NEAR} dev vpc"));
        self.six(id, &format!("route add default via {NEAR} dev net"));
        for interface in network.interfaces() {
            let here = interface.vpc.as_ref() == Some(vpc);
            for address in interface.addresses.iter().filter(|it| here && it.is_ipv6()) {
                let from = INTERNET_SIX[0];
                self.six(
                    "net",
                    &format!("route add {address} via {FAR} dev {outside} src {from}"),
                );
            }
        }
    }

    fn router_by_six(&mut self, network: &Network, vpc: &VpcId) {
        let name = format!("r-{vpc}");
        let range = network
            .topology()
            .vpc
            .get(vpc)
            .unwrap()
            .ipv6_cidr_block
            .unwrap();
        let mut local = vec![
            format!("blackhole {range}"),
            "blackhole default metric 9999".to_owned(),
        ];
        for (index, interface) in network.interfaces().iter().enumerate() {
            if interface.vpc.as_ref() != Some(vpc) {
                continue;
            }
            let (door, host) = (door(index), name_of(interface));
            self.six(&name, &format!("addr add {NEAR}/64 dev {door} nodad"));
            for address in interface.addresses.iter().filter(|it| it.is_ipv6()) {
                self.six(&host, &format!("addr add {address}/128 dev eth0 nodad"));
                self.six(&host, &format!("route add default via {NEAR} dev eth0"));
                local.push(format!("{address} dev {door}"));
            }
        }
        for route in &local {
            self.six(&name, &format!("route add {route} table {LOCAL}"));
        }
        for (number, (subnet, place)) in network.subnets().iter().enumerate() {
            if place.vpc != *vpc {
                continue;
            }
            let table = 100 + number;
            for route in &local {
                self.six(&name, &format!("route add {route} table {table}"));
            }
            let routes = network.topology().route_table.get(&place.route_table);
            for route in routes.into_iter().flat_map(|it| &it.route) {
                if let Some(way) = way(network, vpc, route) {
                    self.six(&name, &format!("route add {way} table {table}"));
                }
            }
            for (index, interface) in network.interfaces().iter().enumerate() {
                if interface.subnet == *subnet {
                    let door = door(index);
                    self.six(
                        &name,
                        &format!("rule add iif {door} lookup {table} pref 1000"),
                    );
                }
            }
        }
    }
}

/// A route as `ip` takes it, where it is one of IPv6.
fn way(network: &Network, vpc: &VpcId, route: &Route) -> Option<String> {
    let range = route.ipv6_cidr_block?;
    let lost = format!("blackhole {range}");
    if route.state.as_deref() == Some("blackhole") {
        return Some(lost);
    }
    if let Some(id) = &route.vpc_peering_connection_id {
        let mut all = network.topology().vpc_peering_connection.iter().enumerate();
        let (index, (_, it)) = all.find(|(_, (its, _))| its.as_str() == id.as_str())?;
        if it.accept_status.as_deref() != Some("active") {
            return Some(lost);
        }
        let other = if it.vpc_id.as_ref() == Some(vpc) {
            2
        } else {
            1
        };
        let next = peering_address(index, other);
        return Some(format!("{range} via {next} dev pcx{index}"));
    }
    if route.egress_only_gateway_id.is_some() {
        return Some(format!("{range} via {FAR} dev eigw"));
    }
    if route.gateway_id.is_some() {
        return Some(format!("{range} via {FAR} dev igw"));
    }
    Some(lost)
}

fn peering_address(index: usize, end: u8) -> String {
    format!("fe80::a{index}:{end}")
}
