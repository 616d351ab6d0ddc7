//! What the inputs ask for: the parameters of templates, so that a form can ask the user.

use crate::said::Said;
use net::Topology;
use net::topology::{Resources, Tags};
use serde::Serialize;
use std::fmt::Display;

/// How many resources are offered for a parameter at most.
const MAX_CHOICES: usize = 500;

/// A parameter of an input: what a deployment would be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// The key [`Settings::parameters`](crate::Settings::parameters) takes its value by:
    /// `<stack>.<Name>` of a template.
    pub key: String,
    /// Its name in the input.
    pub name: String,
    /// Its type, as the source spells it, such as `AWS::EC2::VPC::Id`.
    #[serde(rename = "type")]
    pub kind: String,
    /// How a value of a type with parts is written, such as `["..."]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// What the author says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The only values it may have; empty where any may be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_values: Vec<String>,
    /// What the inputs hold of its type, where that is one of the network's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Its value where none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The value that was given, unless it is a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// What is wrong with the value that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrong: Option<Said>,
    /// Whether something of the network is not known for want of its value.
    pub needed: bool,
    /// Whether its value is not shown.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// The source it stands in.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column.
    pub column: usize,
}

/// A resource that a parameter may be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The resources of a topology that fit a parameter's type, such as `AWS::EC2::VPC::Id`, or a list
/// of them; none for other types.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html>
pub(crate) fn choices(kind: &str, topology: &Topology) -> Vec<Choice> {
    let kind = kind.strip_prefix("List<").unwrap_or(kind);
    match kind.trim_end_matches('>') {
        "AWS::EC2::Instance::Id" => of(&topology.instance, |it| &it.tags),
        "AWS::EC2::SecurityGroup::Id" => of(&topology.security_group, |it| &it.tags),
        "AWS::EC2::Subnet::Id" => of(&topology.subnet, |it| &it.tags),
        "AWS::EC2::VPC::Id" => of(&topology.vpc, |it| &it.tags),
        "AWS::Route53::HostedZone::Id" => of(&topology.route53_zone, |it| &it.tags),
        _ => Vec::new(),
    }
}

fn of<K: Display, V>(map: &Resources<K, V>, tags: fn(&V) -> &Tags) -> Vec<Choice> {
    let choices = map.iter().take(MAX_CHOICES).map(|(id, it)| Choice {
        id: id.to_string(),
        name: tags(it).get("Name").cloned(),
    });
    choices.collect()
}
