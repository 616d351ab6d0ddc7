//! An endpoint must be available.

use super::{AtEndpoint, EndpointLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::{EndpointState, is_unknown};

pub(super) static LAW: EndpointLaw = Law {
    doc: LawDoc {
        id: "endpoint_state",
        rules: &["R2.25", "R3.4"],
        says: Says {
            en: "An endpoint carries packets once its state is available: accepted by the provider, built, and not rejected or deleted.",
            ja: "エンドポイントは、提供側に承諾されて状態が available になってから通信を運びます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html",
    },
    judge,
};

fn judge(at: &AtEndpoint<'_>) -> Judgement {
    if is_unknown(&at.endpoint.more, &["state"]) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone().into(),
                what: "state",
            },
        );
    }
    let fact = Fact::Attribute {
        resource: at.id.clone().into(),
        attribute: "state",
        value: at
            .endpoint
            .state
            .clone()
            .unwrap_or_else(|| "available".to_owned()),
    };
    match at.endpoint.lifecycle() {
        EndpointState::Available => Judgement::Passes(fact),
        EndpointState::PendingAcceptance => Judgement::Stops(Code::VpcePendingAcceptance, fact),
        EndpointState::Pending => Judgement::Stops(Code::VpcePending, fact),
        EndpointState::Rejected => Judgement::Stops(Code::VpceRejected, fact),
        EndpointState::Expired => Judgement::Stops(Code::VpceExpired, fact),
        EndpointState::Failed => Judgement::Stops(Code::VpceFailed, fact),
        EndpointState::Deleting => Judgement::Stops(Code::VpceDeleting, fact),
        EndpointState::Partial => of_interface(at, fact),
        EndpointState::Other => Judgement::Unknown(Code::NotModelled, fact),
    }
}

/// Of a partial endpoint some interfaces work. AWS does not document how they say so: their
/// `status` is taken to be `in-use` while they do.
fn of_interface(at: &AtEndpoint<'_>, fact: Fact) -> Judgement {
    let vpc = at.endpoint.vpc_id.as_ref();
    let interface = vpc
        .and_then(|vpc| at.network.interface_at(vpc, at.packet.destination))
        .and_then(|it| at.network.topology().network_interface.get(&it.id));
    let status = interface.and_then(|it| it.status.as_deref());
    match status.map(str::to_ascii_lowercase).as_deref() {
        None => Judgement::Unknown(Code::FactMissing, fact),
        Some("in-use" | "available") => Judgement::Passes(fact),
        Some(_) => Judgement::Stops(Code::VpcePartialDown, fact),
    }
}
