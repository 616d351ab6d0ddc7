//! A private hosted zone.

use super::records::{doubtful_record, zone_records};
use super::{AnswerLaw, Asked, Reply, Source};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "private_zone",
        rules: &["R4.7", "R4.8", "R4.9"],
        says: Says {
            en: "A private hosted zone that matches answers alone: a name it does not hold does not exist, and the public DNS is not asked.",
            ja: "一致したプライベートホストゾーンだけが回答します。ゾーンにない名前は存在しないことになり、パブリック DNS には問い合わせません。",
        },
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    let Source::Private(zone, domain) = asked.source else {
        return Judgement::Silent;
    };
    if let Some(record) = doubtful_record(asked.network, zone, domain, asked.name) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: record.clone(),
                what: "records",
            },
        );
    }
    zone_records(asked.network, zone, domain, asked.name, asked.record_type)
}
