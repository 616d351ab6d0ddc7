//! Statements that allow just what was asked.

use super::edit::Edit;
use crate::id::ResourceId;
use crate::network::Network;
use crate::query::Query;
use crate::topology::lattice::same;
use serde_json::{Value, json};

/// A statement in the policy of a VPC endpoint for the action asked; nothing where the question
/// does not say which.
pub(super) fn of_endpoint(network: &Network, query: &Query, id: &ResourceId) -> Option<Edit> {
    let endpoint = network.topology().vpc_endpoint.get(id.as_str())?;
    let action = query.action.as_deref()?;
    let policy = with_statement(endpoint.policy.as_deref()?, query, action)?;
    Some(allowing("vpc_endpoint", id, id, &policy, action))
}

/// The same in an auth policy of VPC Lattice, whose one action is to invoke.
pub(super) fn of_lattice(network: &Network, query: &Query, id: &ResourceId) -> Option<Edit> {
    let policies = network.topology().vpclattice_auth_policy.iter();
    let mut own = policies.filter(|(_, it)| same(it.resource_identifier.as_ref(), id.as_str()));
    let (key, policy) = own.next()?;
    query.principal.as_ref()?;
    let action = query.action.as_deref().unwrap_or("vpc-lattice-svcs:Invoke");
    let policy = with_statement(policy.policy.as_deref()?, query, action)?;
    Some(allowing("vpclattice_auth_policy", key, id, &policy, action))
}

fn allowing(kind: &str, key: &ResourceId, id: &ResourceId, policy: &str, action: &str) -> Edit {
    Edit::new(
        kind,
        key.as_str(),
        "policy",
        json!(policy),
        format!("allow {action} in the policy of {id}"),
        format!("{id} のポリシーで {action} を許可する"),
    )
}

/// A policy with one statement more: for the principal, action and resource of a question.
fn with_statement(text: &str, query: &Query, action: &str) -> Option<String> {
    let mut policy: Value = serde_json::from_str(text).ok()?;
    let statement = policy.get_mut("Statement")?;
    if !statement.is_array() {
        *statement = Value::Array(vec![statement.take()]);
    }
    let mut allows = json!({
        "Effect": "Allow",
        "Principal": "*",
        "Action": action,
        "Resource": query.arn.as_deref().unwrap_or("*"),
    });
    // A gateway endpoint's policy names principals by condition only.
    if let Some(principal) = &query.principal {
        allows["Condition"] = json!({ "ArnEquals": { "aws:PrincipalArn": principal } });
    }
    statement.as_array_mut()?.push(allows);
    Some(policy.to_string())
}
