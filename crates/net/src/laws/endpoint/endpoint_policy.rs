//! An endpoint policy is asked after the connection opened.

use super::{AtEndpoint, EndpointLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use serde_json::Value;

pub(super) static LAW: EndpointLaw = Law {
    doc: LawDoc {
        id: "endpoint_policy",
        rules: &["R2.26"],
        says: Says {
            en: "An endpoint policy never stops a connection; it refuses the request inside it.",
            ja: "エンドポイントポリシーは接続ではなく、その中のリクエストを拒否します。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    },
    judge,
};

// Without an action in the query only the extremes are certain: a policy that allows nothing
// denies; one that allows something lets something pass.
fn judge(at: &AtEndpoint<'_>) -> Judgement {
    let Some(policy) = &at.endpoint.policy else {
        return Judgement::Silent;
    };
    let fact = Fact::Attribute {
        resource: at.id.clone().into(),
        attribute: "policy",
        value: policy.clone(),
    };
    let Ok(document) = serde_json::from_str::<Value>(policy) else {
        return Judgement::Unknown(Code::FactMissing, fact);
    };
    let allows =
        |statement: &Value| statement.get("Effect").and_then(Value::as_str) == Some("Allow");
    let allowed = match document.get("Statement") {
        Some(Value::Array(statements)) => statements.iter().any(allows),
        Some(statement) => allows(statement),
        None => false,
    };
    if allowed {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::VpcePolicyDenied, fact)
    }
}
