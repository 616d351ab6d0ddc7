//! A copy of a topology without what tells whose it is, and the mapping back.
//!
//! Ids, accounts, names, texts and public addresses become pseudonyms: the same thing the same
//! pseudonym wherever it stands, and different things different ones, so every question has the
//! answer it had. What AWS means by a word (a type, a state, a Region, a service's own name, a
//! private range) stays. A word nobody here knows is replaced, never kept.

mod address;
mod word;

use address::Addresses;
use net::Topology;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use word::Words;

/// The format of a mapping written as JSON.
const FORMAT: &str = "sightline.mapping/1";

/// Keys of the document that hold no map of resources.
const NO_RESOURCES: &[&str] = &["format"];

/// Attributes whose values are AWS's words, not the user's.
const KEPT: &[&str] = &[
    "accept_status",
    "action",
    "appliance",
    "appliance_mode_support",
    "availability_mode",
    "availability_zone",
    "availability_zone_id",
    "availability_zones",
    "auth_type",
    "aws_region",
    "block_override_dns_type",
    "block_response",
    "connectivity_type",
    "default_route_table_association",
    "default_route_table_propagation",
    "direction",
    "dns_record_ip_type",
    "domain",
    "enforce_security_group_inbound_rules_on_private_link_traffic",
    "firewall_domain_redirection_action",
    "firewall_fail_open",
    "format",
    "health",
    "instance_state",
    "instance_tenancy",
    "interface_type",
    "internet_gateway_block_mode",
    "internet_gateway_exclusion_mode",
    "ip_address_type",
    "ipv6_support",
    "line",
    "load_balancer_type",
    "load_balancing_cross_zone_enabled",
    "mode",
    "origin",
    "outcome",
    "peer_region",
    "port",
    "port_ranges",
    "preserve_client_ip",
    "q_type",
    "protocol",
    "region",
    "resource_config_dns_resolution",
    "rule_type",
    "security_group_referencing_support",
    "service_region",
    "state",
    "status",
    "status_code",
    "supported_ip_address_types",
    "supported_regions",
    "target_type",
    "tunnel_inside_ip_version",
    "type",
    "vpc_endpoint_type",
    "vpc_region",
];

/// Attributes that are names in DNS, or a list of them.
const NAMES_IN_DNS: &[&str] = &[
    "block_override_domain",
    "custom_domain_name",
    "dns_name",
    "dns_names",
    "domain_name",
    "domain_name_servers",
    "domains",
    "private_dns_name",
    "private_dns_names",
    "records",
    "resolves_to",
    "service_name",
];

/// Attributes that say what a question is about.
const REFERENCES: &[&str] = &["from", "to", "through", "not_through"];

/// Kinds whose `name` is one in DNS.
const ZONES: &[&str] = &["route53_zone", "route53_record"];

/// Gives pseudonyms for the things of one topology.
#[derive(Clone, Debug)]
pub struct Redactor {
    words: Words,
    addresses: Addresses,
}

impl Redactor {
    /// Learns what there is to hide in a topology.
    #[must_use]
    pub fn of(topology: &Topology) -> Self {
        let document = topology.to_value();
        let mut redactor = Self {
            words: Words::default(),
            addresses: Addresses::of(&document),
        };
        for (kind, resources) in document.as_object().into_iter().flatten() {
            for id in resources.as_object().into_iter().flat_map(Map::keys) {
                redactor.words.learn_id(kind, id);
            }
        }
        redactor
    }

    /// The topology without what tells whose it is.
    pub fn topology(&mut self, topology: &Topology) -> Topology {
        let mut copy = Map::new();
        let Value::Object(document) = topology.to_value() else {
            return Topology::default();
        };
        for (kind, resources) in document {
            let value = match resources {
                Value::Object(resources) if !NO_RESOURCES.contains(&kind.as_str()) => {
                    let resources = resources.into_iter().map(|(id, resource)| {
                        let resource = self.value(&kind, "", resource);
                        (self.words.id(&id), resource)
                    });
                    Value::Object(resources.collect())
                }
                other => other,
            };
            copy.insert(kind, value);
        }
        // The copy has the shape of what was a topology.
        Topology::from_value(&Value::Object(copy)).unwrap_or_default()
    }

    /// What a question would call the same thing in the copy: an id, a name, an address, a name
    /// in DNS, with or without a port.
    pub fn reference(&mut self, text: &str) -> String {
        if text == "internet" || self.words.knows(text) {
            return self.words.id(text);
        }
        if let Some(inner) = text.strip_prefix('[')
            && let Some((address, rest)) = inner.split_once(']')
        {
            return format!("[{}]{rest}", self.reference(address));
        }
        if let Some(address) = self.addresses.pseudonym(text) {
            return address;
        }
        if let Some((before, port)) = text.rsplit_once(':')
            && !port.is_empty()
            && port.bytes().all(|it| it.is_ascii_digit())
            && !text.starts_with("arn:")
        {
            return format!("{}:{port}", self.reference(before));
        }
        match text.contains('.') {
            true => self.words.domain(text),
            false => self.words.id(text),
        }
    }

    /// A principal or the ARN of what a question is about.
    pub fn arn(&mut self, text: &str) -> String {
        self.words.text(text)
    }

    /// Each pseudonym and what it stands for, as JSON. It tells everything that was hidden.
    #[must_use]
    pub fn mapping(&self) -> String {
        let mut pairs: BTreeMap<String, String> = self.words.pairs();
        pairs.extend(self.addresses.pairs());
        let mut text = format!("{:#}", json!({ "format": FORMAT, "pseudonyms": pairs }));
        text.push('\n');
        text
    }

    fn value(&mut self, kind: &str, key: &str, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(kind, key, &text)),
            Value::Array(items) => {
                let items = items.into_iter().map(|item| self.value(kind, key, item));
                Value::Array(items.collect())
            }
            Value::Object(entries) => {
                let entries = entries.into_iter().map(|(its, value)| match key {
                    "tags" => (self.words.tag(&its), self.value(kind, "tag", value)),
                    // The domains a site forwards.
                    "forward" if kind == "site" => {
                        (self.words.domain(&its), self.value(kind, "", value))
                    }
                    // What is published as the proof of a domain.
                    "private_dns_name_configuration" if its == "name" || its == "value" => {
                        let value = self.value(kind, "records", value);
                        (its, value)
                    }
                    // Its values are the names it is for.
                    "host_header" => {
                        let value = self.value(kind, "domains", value);
                        (its, value)
                    }
                    _ => {
                        let value = self.value(kind, &its, value);
                        (its, value)
                    }
                });
                Value::Object(entries.collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value,
        }
    }

    fn text(&mut self, kind: &str, key: &str, text: &str) -> String {
        if KEPT.contains(&key) || text.is_empty() {
            return text.to_owned();
        }
        if let Some(address) = self.addresses.pseudonym(text) {
            return address;
        }
        if REFERENCES.contains(&key) {
            return self.reference(text);
        }
        if key == "policy" {
            return self.policy(text);
        }
        let is_domain = NAMES_IN_DNS.contains(&key) || key == "name" && ZONES.contains(&kind);
        // Names of AWS's own prefix lists are as public as its services.
        // A text of a record may stand in quotation marks.
        if let Some(inner) = text.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
            return format!("\"{}\"", self.text(kind, key, inner));
        }
        if is_domain || key == "name" && text.starts_with("com.amazonaws.") {
            return self.words.domain(text);
        }
        self.words.text(text)
    }

    /// A policy: what it allows stays, whom and what it names does not.
    fn policy(&mut self, text: &str) -> String {
        match serde_json::from_str::<Value>(text) {
            Ok(policy) => self.statement("", policy).to_string(),
            Err(_) => self.words.text(text),
        }
    }

    fn statement(&mut self, key: &str, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(match key {
                "Version" | "Effect" | "Action" | "NotAction" | "Service" => text,
                _ => match self.addresses.pseudonym(&text) {
                    Some(address) => address,
                    None => self.words.text(&text),
                },
            }),
            Value::Array(items) => {
                let items = items.into_iter().map(|item| self.statement(key, item));
                Value::Array(items.collect())
            }
            Value::Object(entries) => {
                let entries = entries.into_iter().map(|(its, value)| {
                    let value = self.statement(&its, value);
                    (its, value)
                });
                Value::Object(entries.collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value,
        }
    }
}
