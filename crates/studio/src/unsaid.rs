//! What no input says and an answer hangs on, to be answered by who knows it: DNS attributes, appliances, rules that
//! a dump leaves out. An answer is an edit of the document, and the document says that a person gave it.

use crate::answer::Answer;
use crate::thing;
use crate::words::Says;
use net::evidence::Fact;
use net::fix::Edit;
use net::topology::Topology;
use net::{Network, ResourceId, fix};
use serde_json::Value;

const fn says(en: &'static str, ja: &'static str) -> Says {
    Says { en, ja }
}

/// A fact that the inputs do not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaid {
    /// Its resource.
    pub id: ResourceId,
    /// The attribute.
    pub attribute: &'static str,
    /// What its resource is called.
    pub name: String,
    /// What it is called.
    pub title: Says,
    /// What could be said.
    pub choices: &'static [Choice],
    /// What a person said, by its place among the choices.
    pub chosen: Option<usize>,
}

/// Something that could be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word for it.
    pub says: Says,
    /// The attribute in JSON; nothing where it is as the document has it, and nothing is missing.
    value: Option<&'static str>,
}

const fn value(value: &'static str, en: &'static str, ja: &'static str) -> Choice {
    Choice {
        says: says(en, ja),
        value: Some(value),
    }
}

/// An attribute that can be answered.
struct Row {
    /// The kinds that have it, as the document's maps are named.
    kinds: &'static [&'static str],
    /// Its name in the document.
    attribute: &'static str,
    /// What else is noted as unknown of it.
    notes: &'static [&'static str],
    title: Says,
    choices: &'static [Choice],
}

const ON_OFF: &[Choice] = &[value("true", "on", "有効"), value("false", "off", "無効")];
const AS_LISTED: Choice = Choice {
    says: says("only what is listed", "一覧にあるものだけ"),
    value: None,
};
const ALL: &str = r#"[{"protocol":"-1","from_port":0,"to_port":0,"cidr_blocks":["0.0.0.0/0"],"ipv6_cidr_blocks":["::/0"]}]"#;
const RULES: &[Choice] = &[AS_LISTED, value(ALL, "all traffic", "すべての通信")];

/// What can be answered; first come the attributes that most dumps leave out.
const ROWS: &[Row] = &[
    Row {
        kinds: &["vpc"],
        attribute: "enable_dns_support",
        notes: &[],
        title: says("enableDnsSupport", "enableDnsSupport"),
        choices: ON_OFF,
    },
    Row {
        kinds: &["vpc"],
        attribute: "enable_dns_hostnames",
        notes: &[],
        title: says("enableDnsHostnames", "enableDnsHostnames"),
        choices: ON_OFF,
    },
    Row {
        kinds: &["vpc_dhcp_options"],
        attribute: "domain_name_servers",
        notes: &[],
        title: says(
            "DNS servers of the DHCP options",
            "DHCP オプションの DNS サーバー",
        ),
        choices: &[value(
            r#"["AmazonProvidedDNS"]"#,
            "AmazonProvidedDNS",
            "AmazonProvidedDNS",
        )],
    },
    Row {
        kinds: &["vpc_endpoint"],
        attribute: "private_dns_enabled",
        notes: &[],
        title: says("Private DNS", "プライベート DNS"),
        choices: ON_OFF,
    },
    Row {
        kinds: &["vpc_endpoint"],
        attribute: "policy",
        notes: &["policy_document"],
        title: says("Endpoint policy", "エンドポイントポリシー"),
        choices: &[Choice {
            says: says("full access", "フルアクセス"),
            value: None,
        }],
    },
    Row {
        kinds: &["instance", "network_interface"],
        attribute: "source_dest_check",
        notes: &[],
        title: says("Source/destination check", "送信元/送信先チェック"),
        choices: ON_OFF,
    },
    Row {
        kinds: &["instance"],
        attribute: "appliance",
        notes: &[],
        title: says("As an appliance", "アプライアンスとしての動作"),
        choices: &[
            value("\"pass\"", "lets pass", "通す"),
            value("\"drop\"", "drops", "破棄"),
            value("\"nat\"", "NAT", "NAT"),
        ],
    },
    Row {
        kinds: &["vpc_endpoint"],
        attribute: "appliance",
        notes: &[],
        title: says("The appliance behind it", "背後のアプライアンス"),
        choices: &[
            value("\"pass\"", "lets pass", "通す"),
            value("\"drop\"", "drops", "破棄"),
        ],
    },
    Row {
        kinds: &["security_group"],
        attribute: "ingress",
        notes: &[],
        title: says("Inbound rules", "インバウンドルール"),
        choices: RULES,
    },
    Row {
        kinds: &["security_group"],
        attribute: "egress",
        notes: &[],
        title: says("Outbound rules", "アウトバウンドルール"),
        choices: RULES,
    },
    Row {
        kinds: &["network_acl"],
        attribute: "network_acl",
        notes: &["ingress", "egress"],
        title: says("Entries", "エントリ"),
        choices: &[AS_LISTED],
    },
    Row {
        kinds: &["route_table"],
        attribute: "route",
        notes: &["propagating_vgws"],
        title: says("Routes", "ルート"),
        choices: &[AS_LISTED],
    },
    Row {
        kinds: &["transit_gateway_route_table"],
        attribute: "route",
        notes: &["routes", "propagations"],
        title: says("Routes", "ルート"),
        choices: &[AS_LISTED],
    },
    Row {
        kinds: &["vpc"],
        attribute: "network_interface",
        notes: &[],
        title: says("Network interfaces", "ネットワークインターフェイス"),
        choices: &[AS_LISTED],
    },
    Row {
        kinds: &["vpc_block_public_access_options"],
        attribute: "internet_gateway_block_mode",
        notes: &[],
        title: says("Block Public Access", "パブリックアクセスのブロック"),
        choices: &[
            value("\"off\"", "off", "オフ"),
            value("\"block-ingress\"", "inbound", "受信のみ"),
            value("\"block-bidirectional\"", "both ways", "双方向"),
        ],
    },
];

/// What a person has said, then what an answer hangs on that no input says, in the order in which it is met.
#[must_use]
pub fn unsaid(network: &Network, answer: &Answer) -> Vec<Unsaid> {
    let trace = &answer.trace;
    let of_names = trace.resolution.steps.iter().map(|it| &it.evidence);
    let of_packet = trace
        .forward
        .iter()
        .chain(&trace.back)
        .map(|it| &it.evidence);
    let missing = of_names
        .chain(of_packet)
        .flatten()
        .filter_map(|it| match &it.fact {
            Fact::Missing { resource, what } => Some((resource, *what)),
            _ => None,
        });
    let placements = network.topology().view.iter();
    let assumed =
        placements.flat_map(|(id, it)| it.assumed.iter().map(move |what| (id, what.as_str())));
    let mut found: Vec<Unsaid> = Vec::new();
    for (id, what) in assumed.chain(missing) {
        let is_listed = found.iter().any(|it| it.id == *id && it.attribute == what);
        let Some(row) = row_of(network.topology(), id, what).filter(|_| !is_listed) else {
            continue;
        };
        found.push(Unsaid {
            id: id.clone(),
            attribute: row.attribute,
            name: thing::name_of(network, id.as_str()),
            title: row.title,
            choices: row.choices,
            chosen: chosen(network.topology(), id, row),
        });
    }
    found
}

/// The document with an attribute answered; `None` where it cannot be.
#[must_use]
pub fn answered(
    topology: &Topology,
    id: &ResourceId,
    attribute: &str,
    choice: usize,
) -> Option<Topology> {
    let row = row_of(topology, id, attribute)?;
    let choice = row.choices.get(choice)?;
    let kind = kind_of(topology, id, row)?;
    let value: Option<Value> = match choice.value {
        Some(text) => Some(serde_json::from_str(text).ok()?),
        None => None,
    };
    let mut known = vec![row.attribute];
    known.extend(row.notes);
    let edit = Edit::answering(kind, id.as_str(), row.attribute, value, known);
    let mut next = fix::applied(topology, &[edit])?;
    let assumed = &mut next.view.entry(id.clone()).or_default().assumed;
    if !assumed.iter().any(|it| it == row.attribute) {
        assumed.push(row.attribute.to_owned());
    }
    Some(next)
}

fn row_of(topology: &Topology, id: &ResourceId, attribute: &str) -> Option<&'static Row> {
    ROWS.iter()
        .filter(|row| row.attribute == attribute)
        .find(|row| kind_of(topology, id, row).is_some())
}

/// The kind a row is of for a resource. DHCP options may be spoken of without being held.
fn kind_of(topology: &Topology, id: &ResourceId, row: &Row) -> Option<&'static str> {
    let kind = match thing::named(topology, id.as_str()) {
        Some((kind, _)) => kind,
        None => "vpc_dhcp_options",
    };
    row.kinds.iter().copied().find(|it| *it == kind)
}

fn chosen(topology: &Topology, id: &ResourceId, row: &Row) -> Option<usize> {
    let assumed = topology.view.get(id)?;
    if !assumed.assumed.iter().any(|it| it == row.attribute) {
        return None;
    }
    let now = thing::value_of(topology, id.as_str())?;
    let now = now.get(row.attribute);
    let is_now = |it: &Choice| {
        let value = it
            .value
            .and_then(|it| serde_json::from_str::<Value>(it).ok());
        value.is_some() && value.as_ref() == now
    };
    let as_listed = || row.choices.iter().position(|it| it.value.is_none());
    row.choices.iter().position(is_now).or_else(as_listed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Question;
    use net::trace::Outcome;
    use std::sync::Arc;

    const SILENT: &str = r#"{ "format": "sightline.topology/1",
        "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16", "region": "eu-west-1", "dhcp_options_id": "dopt-1",
            "enable_dns_support": null, "enable_dns_hostnames": null } },
        "subnet": { "subnet-1": { "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24", "availability_zone": "eu-west-1a" } },
        "security_group": { "sg-1": { "vpc_id": "vpc-1", "unknown": { "egress": "left out", "ingress": "left out" } } },
        "instance": {
            "i-1": { "subnet_id": "subnet-1", "private_ip": "10.0.1.10", "vpc_security_group_ids": ["sg-1"] },
            "i-2": { "subnet_id": "subnet-1", "private_ip": "10.0.1.20", "vpc_security_group_ids": ["sg-1"] } },
        "route53_zone": { "Z1": { "name": "inside.example", "vpc": [{ "vpc_id": "vpc-1" }] } },
        "route53_record": { "r-1": { "zone_id": "Z1", "name": "two.inside.example", "type": "A", "ttl": 60, "records": ["10.0.1.20"] } } }"#;

    fn asked(topology: &Topology, to: &str) -> (Network, Answer) {
        let network = Network::new(Arc::new(topology.clone()));
        let question = Question::of_target("i-1", &format!("{to}:443"), "tcp");
        let Some(query) = question.query() else {
            panic!("it is a question");
        };
        let trace = net::trace(&network, &query);
        let scene = crate::scene::Scene::of(&network, None, net::lang::Lang::En);
        let answer = Answer::told(question, trace, &network, &scene, net::lang::Lang::En);
        (network, answer)
    }

    #[test]
    fn one_answer_after_the_other_leads_to_the_end_of_the_way() {
        let mut topology = Topology::from_json(SILENT).expect("the document is sound");
        let mut said = Vec::new();
        for _ in 0..8 {
            let (network, answer) = asked(&topology, "two.inside.example");
            let Some(next) = unsaid(&network, &answer)
                .into_iter()
                .find(|it| it.chosen.is_none())
            else {
                break;
            };
            assert_eq!(answer.trace.verdict.outcome, Outcome::Undetermined);
            let choice = next.choices.len() - 1;
            let choice = if next.attribute.starts_with("enable") {
                0
            } else {
                choice
            };
            said.push(next.attribute);
            topology =
                answered(&topology, &next.id, next.attribute, choice).expect("it can be answered");
        }
        assert_eq!(
            said,
            [
                "domain_name_servers",
                "enable_dns_support",
                "enable_dns_hostnames",
                "egress",
                "ingress"
            ]
        );
        let (network, answer) = asked(&topology, "two.inside.example");
        assert_eq!(answer.trace.verdict.outcome, Outcome::Reachable);
        let told = unsaid(&network, &answer);
        assert!(told.len() == 5 && told.iter().all(|it| it.chosen.is_some()));
        let again = Topology::from_json(&topology.to_json()).expect("it comes in again");
        assert_eq!(again.view, topology.view);
    }
}
