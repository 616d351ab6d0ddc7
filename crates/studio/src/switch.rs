//! What one flips to see what would be otherwise: a target's health, an endpoint's acceptance, what an appliance does.

use crate::words::Says;
use net::topology::{EndpointType, Setting, Topology};
use net::{Network, ResourceId, fix};
use serde_json::Value;

const fn says(en: &'static str, ja: &'static str) -> Says {
    Says { en, ja }
}

/// An attribute with a few values worth trying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switch {
    /// Its resource's kind, as the document's maps are named.
    pub kind: &'static str,
    /// Its resource.
    pub id: ResourceId,
    /// The attribute.
    pub attribute: &'static str,
    /// What it is called.
    pub title: Says,
    /// What it may say: the value, and the word for it.
    pub choices: &'static [(&'static str, Says)],
    /// What it says; nothing where that is none of them.
    pub chosen: Option<&'static str>,
}

const APPLIANCE: Says = says("As an appliance", "アプライアンスとしての動作");
const DOES: &[(&str, Says)] = &[
    ("pass", says("lets pass", "通す")),
    ("drop", says("drops", "破棄")),
    ("nat", says("NAT", "NAT")),
];
const HEALTH: Says = says("Target health", "ターゲットのヘルス");
const HEALTHS: &[(&str, Says)] = &[
    ("healthy", says("healthy", "正常")),
    ("unhealthy", says("unhealthy", "異常")),
];
const ACCEPTANCE: Says = says("Connection", "接続の状態");
const ACCEPTANCES: &[(&str, Says)] = &[
    ("available", says("accepted", "承認済み")),
    ("pendingAcceptance", says("waiting", "承認待ち")),
    ("rejected", says("rejected", "拒否")),
];

/// The switches of a resource; those of an interface are its owner's.
#[must_use]
pub fn switches(network: &Network, id: &str) -> Vec<Switch> {
    let topology = network.topology();
    let owner = network.interface(id).and_then(|it| it.owner.resource());
    let id = owner.map_or(id, ResourceId::as_str);
    let mut found = Vec::new();
    if let Some(instance) = topology.instance.get(id) {
        let is_appliance = !instance.appliance.is_unsaid()
            || instance.source_dest_check == Some(false)
            || is_behind_gateway_balancer(topology, id);
        if is_appliance {
            let now = said(&instance.appliance, Some("pass"));
            found.push(switch("instance", id, "appliance", APPLIANCE, DOES, now));
        }
    }
    if let Some(endpoint) = topology.vpc_endpoint.get(id) {
        if !endpoint.appliance.is_unsaid() {
            let does = DOES.get(..2).unwrap_or(DOES);
            let now = said(&endpoint.appliance, None);
            found.push(switch(
                "vpc_endpoint",
                id,
                "appliance",
                APPLIANCE,
                does,
                now,
            ));
        }
        if matches!(
            endpoint.kind(),
            EndpointType::Interface | EndpointType::GatewayLoadBalancer
        ) {
            let now = endpoint.state.as_deref().unwrap_or("available");
            found.push(switch(
                "vpc_endpoint",
                id,
                "state",
                ACCEPTANCE,
                ACCEPTANCES,
                Some(now),
            ));
        }
    }
    let addresses: Vec<String> = network
        .interfaces_of(&id.into())
        .flat_map(|it| it.addresses.iter().map(ToString::to_string))
        .collect();
    for (attachment, it) in &topology.lb_target_group_attachment {
        let target = it.target_id.as_deref().unwrap_or_default();
        if target == id || addresses.iter().any(|own| own == target) {
            let now = it.state.as_deref().unwrap_or("healthy");
            let kind = "lb_target_group_attachment";
            found.push(switch(
                kind,
                attachment.as_str(),
                "state",
                HEALTH,
                HEALTHS,
                Some(now),
            ));
        }
    }
    found
}

/// What a setting says, and what holds where nothing is said.
fn said<'t>(setting: &'t Setting<String>, unsaid: Option<&'t str>) -> Option<&'t str> {
    match setting {
        Setting::Unsaid => unsaid,
        Setting::Unknown => None,
        Setting::Is(text) => Some(text),
    }
}

fn switch(
    kind: &'static str,
    id: &str,
    attribute: &'static str,
    title: Says,
    choices: &'static [(&'static str, Says)],
    now: Option<&str>,
) -> Switch {
    let is_now =
        |value: &&(&'static str, Says)| now.is_some_and(|it| it.eq_ignore_ascii_case(value.0));
    Switch {
        kind,
        id: id.into(),
        attribute,
        title,
        choices,
        chosen: choices.iter().find(is_now).map(|it| it.0),
    }
}

/// Whether an instance is a target of a Gateway Load Balancer.
fn is_behind_gateway_balancer(topology: &Topology, id: &str) -> bool {
    let mut groups = topology
        .lb_target_group_attachment
        .values()
        .filter(|it| it.target_id.as_deref() == Some(id))
        .filter_map(|it| topology.lb_target_group.get(it.target_group_arn.as_ref()?));
    groups.any(|it| {
        it.protocol
            .as_deref()
            .is_some_and(|it| it.eq_ignore_ascii_case("geneve"))
    })
}

/// The document with an attribute set; `None` where there is no such resource.
#[must_use]
pub fn flipped(
    topology: &Topology,
    kind: &str,
    id: &ResourceId,
    attribute: &str,
    value: &str,
) -> Option<Topology> {
    let edit = fix::Edit::setting(kind, id.as_str(), attribute, Value::from(value));
    fix::applied(topology, &[edit])
}
