//! A public hosted zone of the topology.

use super::records::zone_records;
use super::{AnswerLaw, Asked, Reply, Source, canonical, is_within};
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "public_zone",
        rules: &["R4.7"],
        says: Says {
            en: "A public hosted zone of the topology answers for its names from everywhere.",
            ja: "トポロジーにあるパブリックホストゾーンは、どこからの問い合わせにも回答します。",
        },
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/AboutHZWorkingWith.html",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    if *asked.source != Source::Public {
        return Judgement::Silent;
    }
    let zones = &asked.network.topology().route53_zone;
    let closest = zones
        .iter()
        .filter(|(_, zone)| zone.vpc.is_empty())
        .filter_map(|(id, zone)| Some((id, canonical(zone.name.as_deref()?))))
        .filter(|(_, domain)| is_within(asked.name, domain))
        .max_by_key(|(_, domain)| domain.len());
    let Some((id, domain)) = closest else {
        return Judgement::Silent;
    };
    zone_records(asked.network, id, &domain, asked.name, asked.record_type)
}
