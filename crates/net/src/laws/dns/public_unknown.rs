//! Names nobody here knows.

use super::{AnswerLaw, Asked, Reply, Source};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: AnswerLaw = Law {
    doc: LawDoc {
        id: "public_unknown",
        rules: &["R4.6"],
        says: Says {
            en: "What the public DNS answers for other names is not in the topology, so it is not guessed.",
            ja: "その他の名前へのパブリック DNS の回答はトポロジーにないため、推測しません。",
        },
        source: "https://www.rfc-editor.org/rfc/rfc1034#section-4.3.1",
    },
    judge,
};

fn judge(asked: &Asked<'_>) -> Judgement<Reply> {
    if *asked.source != Source::Public {
        return Judgement::Silent;
    }
    Judgement::Unknown(
        Code::FactMissing,
        Fact::Missing {
            resource: "internet.resolver".into(),
            what: "public_dns_answer",
        },
    )
}
