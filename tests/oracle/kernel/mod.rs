//! The Linux kernel, given each drawn network as namespaces, routes and firewalls, and real
//! connections through it.
//!
//! All of it lies in a namespace of its own that ends with the test, and reaches nothing outside.

mod guards;
mod host;
mod roads;
mod six;
mod topology;

use crate::dice::Dice;
use crate::process::on_path;
use host::{Agent, Try};
use net::query::Protocol;
use net::trace::{Observed, Outcome};
use net::{Network, Query, Topology, trace};
use roads::Built;
use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::Arc;

pub(crate) use topology::draw;

/// Networks a run.
const NETWORKS: u64 = 14;
/// What a process of this program is for: absent for the test itself.
const ROLE: &str = "SIGHTLINE_ORACLE_ROLE";
/// Runs a program in namespaces of its own, with an empty place to name more of them.
const ALONE: &[&str] = &[
    "--net",
    "--mount",
    "--pid",
    "--mount-proc",
    "--fork",
    "--kill-child",
    "sh",
    "-c",
    "mount -t tmpfs none /run && mkdir /run/netns && exec \"$@\"",
    "sh",
];
const TEST: &str = "kernel::packets_go_where_the_kernel_sends_them";

#[test]
fn packets_go_where_the_kernel_sends_them() {
    match std::env::var(ROLE).as_deref() {
        Ok("host") => return host::play(),
        Ok(_) => return compare(),
        Err(_) => {}
    }
    for program in ["unshare", "nsenter", "ip", "nft"] {
        if on_path(program).is_none() {
            crate::say(&format!(
                "SKIPPED: the kernel oracle needs `{program}` (Debian: util-linux iproute2 nftables); the walk was compared with nothing"
            ));
            return;
        }
    }
    // An ordinary user may be root in a namespace of users, too.
    let ways: [&[&str]; 2] = [&[], &["--user", "--map-root-user"]];
    let works = "ip netns add probe && nsenter --net=/run/netns/probe nft add table ip probe";
    let Some(way) = ways.into_iter().find(|way| {
        let probe = alone(way).args(["sh", "-c", works]).output();
        probe.is_ok_and(|it| it.status.success())
    }) else {
        crate::say(
            "SKIPPED: this machine lets nobody make network namespaces here; the walk was not compared with the kernel's",
        );
        return;
    };
    let output = alone(way)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture"])
        .env(ROLE, "kernel")
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "the kernel and the engine disagree"
    );
}

fn alone(way: &[&str]) -> Command {
    let mut command = match on_path("setpriv") {
        Some(setpriv) => {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", "KILL", "unshare"]);
            command
        }
        None => Command::new("unshare"),
    };
    command.args(way).args(ALONE);
    command
}

/// A network in three forms.
struct Drawn {
    seed: u64,
    document: serde_json::Value,
    network: Network,
    agents: Vec<Agent>,
}

fn compare() {
    let mut roads = Vec::new();
    let mut drawn: Vec<Drawn> = Vec::new();
    for (number, seed) in crate::seeds(NETWORKS).into_iter().enumerate() {
        let document = draw(&mut Dice::new(seed));
        let topology = Topology::from_json(&document.to_string()).unwrap();
        assert_eq!(topology.findings(), Vec::new(), "{document:#}");
        let network = Network::new(Arc::new(topology));
        roads.push(Built::plan(&network, number));
        drawn.push(Drawn {
            seed,
            document,
            network,
            agents: Vec::new(),
        });
    }
    roads::build(&roads);
    for (one, road) in drawn.iter_mut().zip(&roads) {
        one.agents = road
            .hosts(&one.network)
            .into_iter()
            .map(Agent::start)
            .collect();
    }
    let mut all: Vec<&mut Agent> = drawn.iter_mut().flat_map(|it| &mut it.agents).collect();
    for agent in &mut all {
        agent.wait();
    }
    // All ask before anybody is heard, so that they wait for their silences together.
    for one in &mut drawn {
        let targets = topology::targets(&one.network);
        for agent in &mut one.agents {
            agent.ask(&targets);
        }
    }

    let (mut asked, mut differences, mut unsaid) = (BTreeMap::new(), Vec::new(), 0);
    for one in &mut drawn {
        for agent in &mut one.agents {
            let answers = agent.answers();
            let differs = |(tried, kernel): &&(Try, String)| {
                engine(&one.network, &agent.resource, *tried).0 != *kernel
            };
            let doubtful: Vec<Try> = answers.iter().filter(differs).map(|it| it.0).collect();
            for (tried, kernel) in answers {
                let family = if tried.to.is_ipv4() { 4 } else { 6 };
                let kind = format!("{kernel} by {} over IPv{family}", tried.protocol);
                *asked.entry(kind).or_insert(0) += 1;
            }
            // On a busy machine even the kernel may be late, so silence counts when heard twice.
            if !doubtful.is_empty() {
                agent.ask(&doubtful);
            }
        }
    }
    for one in &mut drawn {
        for agent in &mut one.agents {
            for (tried, kernel) in agent.answers() {
                let (engine, why) = engine(&one.network, &agent.resource, tried);
                if engine == kernel {
                    continue;
                }
                // Half over the internet and half over a peering connection: AWS does not say.
                if engine == "NotModelled" && tried.to.is_ipv6() {
                    unsaid += 1;
                    continue;
                }
                differences.push(format!(
                    "network of seed {} from {} to {} by {}: engine {engine} ({why}), kernel {kernel}",
                    one.seed, agent.resource, tried.to, tried.protocol
                ));
                if std::env::var_os("SIGHTLINE_ORACLE_SHOW").is_some() {
                    let difference = differences.last().unwrap();
                    crate::say(&format!("{difference}\n{:#}", one.document));
                }
            }
        }
    }
    crate::say(&format!(
        "the kernel oracle made connections: {asked:?}, {unsaid} of them unsaid"
    ));
    assert!(
        differences.is_empty(),
        "{} outcomes differ:\n{}",
        differences.len(),
        differences.join("\n")
    );
    for outcome in [
        "connected by tcp",
        "timeout by tcp",
        "reset by tcp",
        "connected by udp",
        "timeout by udp",
    ] {
        for family in [4, 6] {
            let outcome = format!("{outcome} over IPv{family}");
            let times = asked.get(&outcome).copied().unwrap_or(0);
            assert!(times > 10, "only {times} {outcome}");
        }
    }
}

/// How the engine says a try ends, and where that is decided.
fn engine(network: &Network, from: &str, tried: Try) -> (String, String) {
    let query = Query::new(from, &tried.to.to_string(), tried.protocol);
    let verdict = trace(network, &query).verdict;
    let end = match (verdict.outcome, verdict.observed) {
        (Outcome::Reachable, _) => "connected".to_owned(),
        (Outcome::Blocked, Observed::Reset) if tried.protocol == Protocol::TCP => {
            "reset".to_owned()
        }
        (Outcome::Blocked, _) => "timeout".to_owned(),
        _ => format!("{:?}", verdict.code),
    };
    (end, format!("{:?} at {:?}", verdict.code, verdict.at))
}
