//! PrivateLink has no way back to start from.

use super::{Lookup, RouteLaw};
use crate::code::Code;
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::RouteTarget;

pub(super) static LAW: RouteLaw = Law {
    doc: LawDoc {
        id: "provider_initiated",
        rules: &["R3.11"],
        says: Says {
            en: "PrivateLink is one way: without a route of its own a provider cannot open a connection to its consumer's network.",
            ja: "PrivateLink は一方向です。別のルートがない限り、提供側から利用側のネットワークへ接続を開始できません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html",
    },
    judge,
};

fn judge(lookup: &Lookup<'_>) -> Judgement<RouteTarget> {
    if lookup.provider_initiated() {
        Judgement::Stops(Code::VpceProviderInitiated, lookup.fact())
    } else {
        Judgement::Silent
    }
}
