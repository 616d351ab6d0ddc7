//! A network as namespaces: one for each host, each VPC's router, each gateway, and the internet.
//!
//! A VPC is no wire: every packet goes by the router, which looks up the route table of the subnet
//! it comes from. So every host hangs on a link of its own.

use super::guards;
use super::host::{Place, SERVED};
use net::Network;
use net::id::VpcId;
use net::network::{Interface, Owner};
use net::topology::Route;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::net::IpAddr;
use std::process::{Command, Stdio};

/// Servers on the internet: the first is also where questions from there come from.
pub(crate) const INTERNET: [&str; 2] = ["198.51.100.10", "198.51.100.20"];
/// The same by IPv6.
pub(crate) const INTERNET_SIX: [&str; 2] = ["3fff::10", "3fff::20"];
/// A route table for what comes in by gateways and peerings: `local` only.
pub(super) const LOCAL: usize = 50;
/// A route table for the replies to NAT gateways of peers.
const REPLIES: usize = 60;

/// The plan of a network.
pub(crate) struct Built {
    prefix: String,
    links: String,
    /// What is done in each namespace.
    scripts: BTreeMap<String, Script>,
}

#[derive(Default)]
pub(super) struct Script {
    ip: String,
    pub(super) six: String,
    pub(super) nft: String,
    ports: Option<usize>,
}

/// Sets all of it up.
pub(crate) fn build(plans: &[Built]) {
    let names = plans.iter().flat_map(|plan| plan.scripts.keys());
    let names: String = names.map(|name| format!("netns add {name}\n")).collect();
    run(Command::new("ip").args(["-batch", "-"]), &names);
    let links: String = plans.iter().map(|plan| plan.links.as_str()).collect();
    run(Command::new("ip").args(["-batch", "-"]), &links);
    for (name, script) in plans.iter().flat_map(|plan| &plan.scripts) {
        let ports = script.ports.map_or(String::new(), |it| {
            let first = 50_000 + it * 64;
            format!(
                "echo '{first} {}' > /proc/sys/net/ipv4/ip_local_port_range\n",
                first + 63
            )
        });
        let text = format!(
            "set -e
for file in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $file; done
echo 1 > /proc/sys/net/ipv4/ip_forward
for file in /proc/sys/net/ipv6/conf/*/accept_dad; do echo 0 > $file; done
echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
{ports}ip -batch - <<'END'
link set lo up
{}END
ip -6 -batch - <<'END'
{}END
nft -f - <<'END'
{}END
",
            script.ip, script.six, script.nft
        );
        let inside = format!("--net=/run/netns/{name}");
        run(Command::new("nsenter").args([&inside, "sh", "-s"]), &text);
    }
}

fn run(command: &mut Command, input: &str) {
    let mut child = command
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {error}\n{input}");
}

impl Built {
    /// Plans a network; the number keeps its names apart from those of others.
    pub(crate) fn plan(network: &Network, number: usize) -> Self {
        let mut plan = Self {
            prefix: format!("n{number}-"),
            links: String::new(),
            scripts: BTreeMap::new(),
        };
        for host in INTERNET {
            plan.ip("net", &format!("addr add {host}/32 dev lo"));
        }
        plan.script("net").ports = Some(0);
        for index in 0..network.interfaces().len() {
            plan.interface(network, index);
        }
        plan.peerings(network);
        for vpc in network.topology().vpc.keys() {
            plan.gateway(network, vpc);
            plan.router(network, vpc);
        }
        plan.by_six(network);
        plan
    }

    /// The hosts that serve and ask.
    pub(crate) fn hosts(&self, network: &Network) -> Vec<Place> {
        let topology = network.topology();
        let instances = topology.instance.iter().map(|(id, instance)| Place {
            resource: id.to_string(),
            namespace: format!("{}{id}", self.prefix),
            ports: SERVED
                .iter()
                .copied()
                .filter(|port| !instance.closed_ports.contains(port))
                .collect(),
            addresses: network
                .interfaces_of(id.as_resource())
                .flat_map(|it| it.addresses.clone())
                .collect(),
        });
        let internet = Place {
            resource: "internet".to_owned(),
            namespace: format!("{}net", self.prefix),
            ports: SERVED.to_vec(),
            addresses: servers().collect(),
        };
        instances.chain([internet]).collect()
    }

    pub(super) fn script(&mut self, name: &str) -> &mut Script {
        let name = format!("{}{name}", self.prefix);
        self.scripts.entry(name).or_default()
    }

    fn ip(&mut self, name: &str, line: &str) {
        writeln!(self.script(name).ip, "{line}").unwrap();
    }

    /// Two ends of a link, with an address each.
    pub(super) fn link(
        &mut self,
        (one, its, its_address): (&str, &str, &str),
        (other, end, address): (&str, &str, &str),
    ) {
        let prefix = &self.prefix;
        writeln!(
            self.links,
            "link add {its} netns {prefix}{one} type veth peer name {end} netns {prefix}{other}"
        )
        .unwrap();
        for (name, device, address) in [(one, its, its_address), (other, end, address)] {
            self.ip(name, &format!("link set {device} up"));
            self.ip(name, &format!("addr add {address}/32 dev {device}"));
        }
    }

    /// A host or a NAT gateway on its link to the router.
    fn interface(&mut self, network: &Network, index: usize) {
        let interface = &network.interfaces()[index];
        let (name, address) = (name_of(interface), interface.addresses[0].to_string());
        let router = format!("r-{}", interface.vpc.as_ref().unwrap());
        self.link(
            (&name, "eth0", &address),
            (&router, &door(index), "169.254.0.1"),
        );
        self.ip(&name, "route add 169.254.0.1 dev eth0 scope link");
        self.ip(&name, "route add default via 169.254.0.1 dev eth0 onlink");
        let nft = match interface.owner {
            Owner::NatGateway(_) => format!(
                "table ip nat {{\n chain post {{ type nat hook postrouting priority srcnat;\n oifname eth0 snat to {address}\n }}\n chain in {{ type filter hook input priority 0; policy drop; }}\n chain pass {{ type filter hook forward priority 0; ct state invalid drop; }}\n}}\n"
            ),
            _ => guards::of_host(network, interface),
        };
        let script = self.script(&name);
        script.nft.push_str(&nft);
        script.ports = Some(index + 1);
    }

    /// A link between two routers for each peering that carries something.
    fn peerings(&mut self, network: &Network) {
        for (index, peering) in network
            .topology()
            .vpc_peering_connection
            .values()
            .enumerate()
        {
            if peering.accept_status.as_deref() != Some("active") {
                continue;
            }
            let router = |vpc: &Option<VpcId>| format!("r-{}", vpc.as_ref().unwrap());
            let device = format!("pcx{index}");
            let ends = [1, 2].map(|end| peering_address(index, end));
            let (one, other) = (router(&peering.vpc_id), router(&peering.peer_vpc_id));
            self.link((&one, &device, &ends[0]), (&other, &device, &ends[1]));
            // R1.18: a NAT gateway gets its replies over a peering without a route.
            for interface in network.interfaces() {
                let nat = matches!(interface.owner, Owner::NatGateway(_));
                let sides = [
                    (&peering.vpc_id, &other, &ends[0]),
                    (&peering.peer_vpc_id, &one, &ends[1]),
                ];
                for (_, router, next) in sides.iter().filter(|it| nat && *it.0 == interface.vpc) {
                    let address = interface.addresses[0];
                    self.ip(
                        router,
                        &format!(
                            "route add {address} via {next} dev {device} onlink table {REPLIES}"
                        ),
                    );
                    self.ip(
                        router,
                        &format!("rule add to {address} lookup {REPLIES} pref 900"),
                    );
                }
            }
            for router in [one, other] {
                self.ip(
                    &router,
                    &format!("rule add iif {device} lookup {LOCAL} pref 1000"),
                );
            }
        }
    }

    /// An internet gateway: public addresses for private ones, one for one and without memory.
    fn gateway(&mut self, network: &Network, vpc: &VpcId) {
        let topology = network.topology();
        let mut gateways = topology.internet_gateway.iter();
        let Some((id, _)) = gateways.find(|(_, it)| it.vpc_id.as_ref() == Some(vpc)) else {
            return;
        };
        let (id, router) = (id.to_string(), format!("r-{vpc}"));
        self.link((&id, "vpc", "169.254.2.2"), (&router, "igw", "169.254.2.1"));
        self.ip(
            &router,
            &format!("rule add iif igw lookup {LOCAL} pref 1000"),
        );
        let outside = id.replace("igw", "g");
        self.link((&id, "net", "192.0.2.2"), ("net", &outside, "192.0.2.1"));
        let range = topology.vpc.get(vpc).unwrap().cidr_block.unwrap();
        self.ip(
            &id,
            &format!("route add {range} via 169.254.2.1 dev vpc onlink"),
        );
        self.ip(&id, "route add default via 192.0.2.1 dev net onlink");
        let (mut out, mut back) = (String::new(), String::new());
        for interface in network.interfaces() {
            let (Some(public), true) = (
                interface.public_address,
                interface.vpc.as_ref() == Some(vpc),
            ) else {
                continue;
            };
            let private = interface.addresses[0];
            writeln!(
                out,
                " iifname vpc ip saddr {private} ip saddr set {public} accept"
            )
            .unwrap();
            writeln!(
                back,
                " iifname net ip daddr {public} ip daddr set {private}"
            )
            .unwrap();
            self.ip(
                "net",
                &format!(
                    "route add {public} via 192.0.2.2 dev {outside} onlink src {}",
                    INTERNET[0]
                ),
            );
        }
        self.script(&id).nft.push_str(&format!(
            "table ip igw {{
chain back {{ type filter hook prerouting priority -300;\n{back}}}
chain out {{ type filter hook forward priority 0; policy accept;
 iifname vpc ip daddr 10.0.0.0/8 drop
{out} iifname vpc drop
 ip daddr != 10.0.0.0/8 drop
}}
}}\n"
        ));
    }

    fn router(&mut self, network: &Network, vpc: &VpcId) {
        let name = format!("r-{vpc}");
        let range = network.topology().vpc.get(vpc).unwrap().cidr_block.unwrap();
        let mut local = vec![
            format!("blackhole {range}"),
            "blackhole default metric 9999".to_owned(),
        ];
        let here = |interface: &Interface| interface.vpc.as_ref() == Some(vpc);
        for (index, interface) in network.interfaces().iter().enumerate() {
            if here(interface) {
                let address = interface.addresses[0];
                local.push(format!("{address} dev {} scope link", door(index)));
            }
        }
        for route in &local {
            self.ip(&name, &format!("route add {route} table {LOCAL}"));
        }
        let mut doors = Vec::new();
        for (number, (subnet, place)) in network.subnets().iter().enumerate() {
            if place.vpc != *vpc {
                continue;
            }
            let table = 100 + number;
            for route in &local {
                self.ip(&name, &format!("route add {route} table {table}"));
            }
            let routes = network.topology().route_table.get(&place.route_table);
            let routes = routes.into_iter().flat_map(|it| &it.route);
            for route in routes.filter(|it| it.cidr_block.is_some()) {
                let way = way(network, vpc, route);
                self.ip(&name, &format!("route add {way} table {table}"));
            }
            let mut links = Vec::new();
            for (index, interface) in network.interfaces().iter().enumerate() {
                if interface.subnet == *subnet {
                    self.ip(
                        &name,
                        &format!("rule add iif {} lookup {table} pref 1000", door(index)),
                    );
                    links.push(door(index));
                }
            }
            doors.push((subnet.to_string(), links));
        }
        let nft = guards::of_router(network, &doors);
        self.script(&name).nft.push_str(&nft);
    }
}

/// A route as `ip` takes it.
fn way(network: &Network, vpc: &VpcId, route: &Route) -> String {
    let topology = network.topology();
    let range = route.cidr_block.unwrap();
    let lost = format!("blackhole {range}");
    if route.state.as_deref() == Some("blackhole") {
        return lost;
    }
    if let Some(id) = &route.vpc_peering_connection_id {
        let mut all = topology.vpc_peering_connection.iter().enumerate();
        let found = all.find(|(_, (its, _))| its.as_str() == id.as_str());
        return match found {
            Some((index, (_, it))) if it.accept_status.as_deref() == Some("active") => {
                let end = if it.vpc_id.as_ref() == Some(vpc) {
                    2
                } else {
                    1
                };
                let next = peering_address(index, end);
                format!("{range} via {next} dev pcx{index} onlink")
            }
            _ => lost,
        };
    }
    if let Some(id) = &route.nat_gateway_id {
        let mut all = network.interfaces().iter().enumerate();
        let found = all.find(|(_, it)| name_of(it) == id.as_str());
        return found.map_or(lost, |(index, it)| {
            format!("{range} via {} dev {} onlink", it.addresses[0], door(index))
        });
    }
    if route.gateway_id.is_some() {
        return format!("{range} via 169.254.2.2 dev igw onlink");
    }
    lost
}

/// The namespace of an interface: what it belongs to.
pub(super) fn name_of(interface: &Interface) -> String {
    interface.owner.resource().unwrap().to_string()
}

/// The router's end of an interface's link.
pub(super) fn door(index: usize) -> String {
    format!("e{index}")
}

fn peering_address(index: usize, end: u8) -> String {
    format!("169.254.{}.{end}", 100 + index)
}

/// The servers on the internet.
fn servers() -> impl Iterator<Item = IpAddr> {
    let all = INTERNET.into_iter().chain(INTERNET_SIX);
    all.map(|it| it.parse().unwrap())
}

/// The addresses somebody could try: everybody's, a server's on the internet, and some of nobody.
pub(crate) fn addresses(network: &Network) -> Vec<IpAddr> {
    let interfaces = network.interfaces().iter();
    let mut all: Vec<IpAddr> = interfaces
        .flat_map(|it| it.addresses.iter().copied().chain(it.public_address))
        .collect();
    let others = [
        INTERNET[1],
        INTERNET_SIX[1],
        "10.1.0.99",
        "10.9.0.1",
        "2001:db8:2::99",
    ];
    all.extend(others.map(|it| it.parse::<IpAddr>().unwrap()));
    all
}
