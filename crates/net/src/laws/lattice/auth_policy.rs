//! Who may ask.

use super::{AtPolicy, AuthLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::policy::{Access, Effect, Key, Policy, Request, Resource};
use crate::topology::is_unknown;
use crate::topology::lattice::{named, same};

pub(super) static LAW: AuthLaw = Law {
    doc: LawDoc {
        id: "auth_policy",
        rules: &["R2.23"],
        says: Says {
            en: "Where the auth type of a service network or service is AWS_IAM, its auth policy must allow the request; resources are not asked about it.",
            ja: "認証タイプが AWS_IAM なら、サービスネットワークとサービスの認証ポリシーがリクエストを許可する必要があります。リソースには適用されません。",
        },
        source: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html",
    },
    judge,
};

fn judge(at: &AtPolicy<'_>) -> Judgement {
    if at.auth_type.is_none() && is_type_unknown(at) {
        let (resource, what) = (at.id.clone(), "auth_type");
        return Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what });
    }
    if at.auth_type != Some("AWS_IAM") {
        return Judgement::Silent;
    }
    let policies = at.network.topology().vpclattice_auth_policy.values();
    let mut own = policies.filter(|it| same(it.resource_identifier.as_ref(), at.id.as_str()));
    let missing = || Fact::Missing {
        resource: at.id.clone(),
        what: "policy",
    };
    // AWS does not say what becomes of a request where there is a type and no policy.
    let Some(text) = own.next().and_then(|it| it.policy.as_deref()) else {
        return Judgement::Unknown(Code::FactMissing, missing());
    };
    let Ok(policy) = Policy::read(text) else {
        return Judgement::Unknown(Code::FactMissing, missing());
    };
    let mut request = Request::of_service("vpc-lattice-svcs");
    if let Some(action) = &at.query.action {
        request.does(action);
    }
    if let Some(arn) = &at.query.arn {
        request.is_about(Resource::Is(arn.clone()));
    }
    if let Some(principal) = &at.query.principal {
        request.comes_from(principal);
    }
    let known = |value: String| Key::Is(vec![value]);
    let vpc = at.vpc.map_or(Key::Unsaid, |vpc| known(vpc.to_string()));
    request.set("vpc-lattice-svcs:SourceVpc", vpc);
    if let Some(port) = at.packet.destination_port {
        request.set("vpc-lattice-svcs:Port", known(port.to_string()));
    }
    let ruling = policy.judge(&request, Effect::Deny);
    let fact = Fact::Policy {
        resource: at.id.clone(),
        rows: ruling.rows,
        needs: ruling.needs,
    };
    match ruling.access {
        Access::Allowed => Judgement::Passes(fact),
        Access::Denied | Access::NotAllowed => Judgement::Stops(Code::LatticeAuthDenied, fact),
        Access::Undecided => Judgement::Warns(Code::PolicyUndecided, fact),
    }
}

fn is_type_unknown(at: &AtPolicy<'_>) -> bool {
    let topology = at.network.topology();
    let networks = &topology.vpclattice_service_network;
    let network = named(networks, at.id.as_str()).map(|(_, it)| &it.more);
    let services = &topology.vpclattice_service;
    let more = network.or_else(|| Some(&named(services, at.id.as_str())?.1.more));
    more.is_some_and(|it| is_unknown(it, &["auth_type"]))
}
