//! IPv6 answers made out of IPv4 ones.

use super::{SynthesizeLaw, Synthesizing};
use crate::evidence::{Fact, LawDoc, RecordRow};
use crate::lang::Says;
use crate::laws::gateway::nat64;
use crate::laws::{Judgement, Law};
use crate::trace::{Answer, RecordData};

pub(super) static LAW: SynthesizeLaw = Law {
    doc: LawDoc {
        id: "dns64",
        rules: &["R4.1", "R1.18"],
        says: Says {
            en: "With DNS64 on for a subnet the resolver puts 64:ff9b::/96 before IPv4 addresses, for names that have no IPv6 address.",
            ja: "サブネットの DNS64 が有効なら、IPv6 アドレスのない名前に、リゾルバーは IPv4 アドレスの前に 64:ff9b::/96 を付けて回答します。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html",
    },
    judge,
};

fn judge(asked: &Synthesizing<'_>) -> Judgement<Vec<Answer>> {
    let subnet = asked.network.topology().subnet.get(asked.subnet);
    if subnet.and_then(|it| it.enable_dns64) != Some(true) {
        return Judgement::Silent;
    }
    let made: Vec<Answer> = asked
        .answers
        .iter()
        .map(|answer| Answer {
            data: match &answer.data {
                RecordData::A(four) => RecordData::Aaaa(nat64::standing_for(*four)),
                other => other.clone(),
            },
            ..answer.clone()
        })
        .collect();
    let rows = made
        .iter()
        .map(|answer| RecordRow {
            name: answer.name.clone(),
            record_type: answer.data.type_name(),
            value: answer.data.value(),
        })
        .collect();
    let zone = "64:ff9b::/96".to_owned();
    Judgement::Settles(made, Fact::Records { zone, rows })
}
