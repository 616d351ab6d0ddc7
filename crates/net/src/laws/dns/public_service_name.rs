//! The public names of AWS services.

use super::records::service_name;
use super::{AnswerLaw, Asked, Reply, Source};
use crate::evidence::LawDoc;
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "public_service_name",
        rules: &["R1.17", "R4.18", "R5.1"],
        says: Says {
            en: "The public name of an AWS service resolves to public addresses of the service, unless a private zone answers first.",
            ja: "AWS サービスのパブリックな名前は、プライベートゾーンが先に回答しない限り、サービスのパブリック IP を返します。",
        },
        source: "https://docs.aws.amazon.com/general/latest/gr/rande.html",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    if *asked.source != Source::Public {
        return Judgement::Silent;
    }
    let Some((service_name, reply)) = service_name(asked.network, asked.name, asked.record_type)
    else {
        return Judgement::Silent;
    };
    let fact = reply.fact(&service_name);
    Judgement::Settles(reply, fact)
}
