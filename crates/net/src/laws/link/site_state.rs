//! A line that is down carries nothing.

use super::{AtSite, SiteLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: SiteLaw = Law {
    doc: LawDoc {
        id: "site_state",
        rules: &["R1.22"],
        says: Says {
            en: "An on-premises network is reached only while its VPN or Direct Connect is up.",
            ja: "オンプレミスへは、VPN や Direct Connect が稼働している間だけ到達できます。",
        },
        source: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html",
    },
    judge,
};

fn judge(at: &AtSite<'_>) -> Judgement {
    if is_unknown(&at.site.more, &["state"]) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone(),
                what: "state",
            },
        );
    }
    let state = at.site.state.clone().unwrap_or_else(|| "up".to_owned());
    let up = state.eq_ignore_ascii_case("up");
    let fact = Fact::Attribute {
        resource: at.id.clone(),
        attribute: "state",
        value: state,
    };
    if up {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::VpnDown, fact)
    }
}
