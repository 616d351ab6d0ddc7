//! An endpoint service must be available.

use super::{AtService, ServiceLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::NetworkInterfaceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: ServiceLaw = Law {
    doc: LawDoc {
        id: "service_state",
        rules: &["R3.2"],
        says: Says {
            en: "An endpoint service carries packets while it is available.",
            ja: "エンドポイントサービスは、利用可能な間だけ通信を運びます。",
        },
        source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ServiceConfiguration.html",
    },
    judge,
};

fn judge(at: &AtService<'_>) -> Judgement<Vec<NetworkInterfaceId>> {
    if is_unknown(&at.service.more, &["state"]) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone().into(),
                what: "state",
            },
        );
    }
    let Some(state) = at.service.state.clone() else {
        return Judgement::Silent;
    };
    let available = state.eq_ignore_ascii_case("available");
    let fact = Fact::Attribute {
        resource: at.id.clone().into(),
        attribute: "state",
        value: state,
    };
    if available {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::SvcNotAvailable, fact)
    }
}
