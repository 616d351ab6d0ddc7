//! An endpoint policy is asked after the connection opened.

use super::{AtEndpoint, EndpointLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::service::AtAwsService;
use crate::laws::{Judgement, Law};
use crate::policy::{Access, Effect, Policy};
use crate::topology::is_unknown;

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

// AWS: an endpoint for a service that is not AWS's gives full access to it.
fn judge(at: &AtEndpoint<'_>) -> Judgement {
    let service_name = at.endpoint.service_name.as_deref().unwrap_or_default();
    if service_name.contains("vpce-svc-") {
        return Judgement::Silent;
    }
    let missing = || Fact::Missing {
        resource: at.id.clone().into(),
        what: "policy",
    };
    let Some(text) = &at.endpoint.policy else {
        // Without a policy everything is allowed; with one that is not known, who can say.
        let unsaid = is_unknown(&at.endpoint.more, &["policy", "policy_document"]);
        return if unsaid {
            Judgement::Warns(Code::PolicyUndecided, missing())
        } else {
            Judgement::Silent
        };
    };
    let Ok(policy) = Policy::read(text) else {
        return Judgement::Unknown(Code::FactMissing, missing());
    };
    let at_service = AtAwsService {
        network: at.network,
        query: at.query,
        name: at.name,
        service_name,
        by: Some((at.id, at.endpoint)),
        packet: at.packet,
    };
    let ruling = policy.judge(&at_service.request(), Effect::Deny);
    let fact = Fact::Policy {
        resource: at.id.clone().into(),
        rows: ruling.rows,
        needs: ruling.needs,
    };
    match ruling.access {
        Access::Allowed => Judgement::Passes(fact),
        Access::Denied | Access::NotAllowed => Judgement::Stops(Code::VpcePolicyDenied, fact),
        Access::Undecided => Judgement::Warns(Code::PolicyUndecided, fact),
    }
}
