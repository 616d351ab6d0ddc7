//! Both ways of a connection by the same middlebox.

use super::{Flow, FlowLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: FlowLaw = Law {
    doc: LawDoc {
        id: "flow_symmetry",
        rules: &["R1.21", "R2.18", "R2.20"],
        says: Says {
            en: "An appliance must see both ways of a connection: the reply has to pass the same Gateway Load Balancer endpoint, in the same zone, as the request.",
            ja: "アプライアンスは通信の行きと戻りの両方を見る必要があります。戻りは、行きと同じゾーンの同じ Gateway Load Balancer エンドポイントを通らなければなりません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html",
    },
    judge,
};

fn judge(flow: &Flow<'_>) -> Judgement {
    let fact = Fact::Flow {
        middlebox: flow.middlebox.clone(),
        request: flow.request.to_vec(),
        reply: flow.reply.to_vec(),
    };
    let both = [flow.request, flow.reply].map(|way| way.contains(flow.middlebox));
    match (both, flow.is_stateful, flow.parted_at) {
        ([true, true], ..) | (_, Some(false), _) => Judgement::Passes(fact),
        (_, None, _) => Judgement::Unknown(Code::FactMissing, fact),
        (_, Some(true), Some(_)) => Judgement::Stops(Code::TgwAsymmetricAz, fact),
        (_, Some(true), None) => Judgement::Stops(Code::GwlbAsymmetric, fact),
    }
}
