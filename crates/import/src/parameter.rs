//! What the inputs ask for: the parameters of templates, so that a form can ask the user.

use serde::Serialize;

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
    /// What the author says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The only values it may have; empty where any may be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_values: Vec<String>,
    /// Its value where none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The value that was given, unless it is a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
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
