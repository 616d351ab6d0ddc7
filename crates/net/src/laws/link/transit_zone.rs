//! A transit gateway is entered in one's own zone.

use super::{AtTransit, TransitLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::ResourceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: TransitLaw = Law {
    doc: LawDoc {
        id: "transit_zone",
        rules: &["R1.21"],
        says: Says {
            en: "A subnet reaches a transit gateway only if the attachment has a subnet in the same Availability Zone.",
            ja: "Transit Gateway を使えるのは、同じアベイラビリティーゾーンにアタッチメントのサブネットがある場合だけです。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html",
    },
    judge,
};

fn judge(at: &AtTransit<'_>) -> Judgement<ResourceId> {
    let (Some(attachment), Some(zone)) = (at.attachment, at.zone) else {
        return Judgement::Silent;
    };
    let served = attachment
        .subnet_ids
        .iter()
        .filter_map(|subnet| at.network.subnet(subnet)?.zone.clone())
        .collect::<Vec<_>>();
    let fact = Fact::Attribute {
        resource: at.attachment_id.clone(),
        attribute: "availability_zones",
        value: served.join(", "),
    };
    if served.iter().any(|it| it == zone) {
        Judgement::Passes(fact)
    } else if is_unknown(&attachment.more, &["subnet_ids"]) {
        let resource = at.attachment_id.clone();
        let what = "subnet_ids";
        Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what })
    } else {
        Judgement::Stops(Code::TgwNoAzAttachment, fact)
    }
}
