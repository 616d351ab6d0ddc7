//! A service may refuse what comes through an endpoint.

use super::{AtEndpoint, EndpointLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: EndpointLaw = Law {
    doc: LawDoc {
        id: "service_accepts",
        rules: &["R4.18", "R5.1"],
        says: Says {
            en: "Private DNS for execute-api captures the names of all APIs of the Region; a public REST API then refuses the request.",
            ja: "execute-api のプライベート DNS はリージョン内のすべての API の名前を捕らえます。パブリック REST API へのリクエストは拒否されます。",
        },
        source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html",
    },
    judge,
};

// An API of the topology that is private says so in `aws_service`; others are taken as public.
fn judge(at: &AtEndpoint<'_>) -> Judgement {
    if at.endpoint.short_service_name() != "execute-api" || at.name.is_empty() {
        return Judgement::Silent;
    }
    let own = at.name.contains(".vpce.amazonaws.com");
    let private = at
        .network
        .topology()
        .aws_service
        .values()
        .any(|service| service.dns_names.iter().any(|name| name == at.name));
    if own || private {
        return Judgement::Silent;
    }
    Judgement::Stops(
        Code::SvcRejectsViaEndpoint,
        Fact::Attribute {
            resource: at.id.clone().into(),
            attribute: "api",
            value: at.name.to_owned(),
        },
    )
}
