//! An attachment needs a route table.

use super::{AtTransit, TransitLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::ResourceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: TransitLaw = Law {
    doc: LawDoc {
        id: "transit_association",
        rules: &["R1.21"],
        says: Says {
            en: "A transit gateway routes an attachment's traffic by the one route table the attachment is associated with.",
            ja: "Transit Gateway は、アタッチメントに関連付けられた 1 つのルートテーブルで経路を決めます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html",
    },
    judge,
};

fn judge(at: &AtTransit<'_>) -> Judgement<ResourceId> {
    match at.table() {
        Some((id, _)) => Judgement::Passes(Fact::Attribute {
            resource: at.attachment_id.clone(),
            attribute: "transit_gateway_route_table",
            value: id.to_string(),
        }),
        None if at.is_of_others() => Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone(),
                what: "transit_gateway_route_table",
            },
        ),
        None => Judgement::Stops(
            Code::TgwNoAssociation,
            Fact::Missing {
                resource: at.attachment_id.clone(),
                what: "transit_gateway_route_table",
            },
        ),
    }
}
