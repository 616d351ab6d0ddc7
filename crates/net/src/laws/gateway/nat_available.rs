//! A NAT gateway must be available.

use super::{NatLaw, Translating};
use crate::code::Code;
use crate::evidence::Packet;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: NatLaw = Law {
    doc: LawDoc {
        id: "nat_available",
        rules: &["R1.18"],
        says: Says {
            en: "A NAT gateway carries packets while its state is available.",
            ja: "NAT ゲートウェイは、状態が available の間だけパケットを運びます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    },
    judge,
};

fn judge(translating: &Translating<'_>) -> Judgement<Packet> {
    let gateways = &translating.network.topology().nat_gateway;
    let Some(gateway) = gateways.get(translating.gateway) else {
        return Judgement::Silent;
    };
    if is_unknown(&gateway.more, &["state"]) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: translating.gateway.clone().into(),
                what: "state",
            },
        );
    }
    let Some(state) = gateway.state.clone() else {
        return Judgement::Silent;
    };
    let available = state.eq_ignore_ascii_case("available");
    let fact = Fact::Attribute {
        resource: translating.gateway.clone().into(),
        attribute: "state",
        value: state,
    };
    if available {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::NatNotAvailable, fact)
    }
}
