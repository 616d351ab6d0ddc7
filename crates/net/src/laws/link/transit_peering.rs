//! A peering of transit gateways must be available.

use super::{AtTransitPeering, TransitPeeringLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: TransitPeeringLaw = Law {
    doc: LawDoc {
        id: "transit_peering",
        rules: &["R1.21"],
        says: Says {
            en: "Peered transit gateways exchange packets while the peering attachment is available; each side routes by static routes of its own table.",
            ja: "Transit Gateway ピアリングは、アタッチメントが available の間だけ使えます。経路は双方のルートテーブルの静的ルートで決まります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html",
    },
    judge,
};

fn judge(at: &AtTransitPeering<'_>) -> Judgement {
    if is_unknown(&at.peering.more, &["state"]) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone(),
                what: "state",
            },
        );
    }
    let state = at.peering.state.clone();
    let state = state.unwrap_or_else(|| "available".to_owned());
    let available = state.eq_ignore_ascii_case("available");
    let fact = Fact::Attribute {
        resource: at.id.clone(),
        attribute: "state",
        value: state,
    };
    if available {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::TgwAttachmentNotAvailable, fact)
    }
}
