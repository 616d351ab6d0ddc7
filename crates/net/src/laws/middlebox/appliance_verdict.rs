//! What an appliance does with a packet is data.

use super::{ApplianceLaw, Inspecting};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::{Appliance, Setting};

pub(super) static LAW: ApplianceLaw = Law {
    doc: LawDoc {
        id: "appliance_verdict",
        rules: &["R2.21"],
        says: Says {
            en: "An appliance decides by rules of its own, which AWS does not know: one in the topology lets pass unless its appliance attribute says otherwise; of one outside it nothing is known.",
            ja: "アプライアンスの判断は AWS の設定には現れません。トポロジー内のものは appliance 属性の指定がなければ通し、トポロジーにないものの判断は不明です。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html",
    },
    judge,
};

fn judge(inspecting: &Inspecting<'_>) -> Judgement<Appliance> {
    let said = match &inspecting.said {
        Setting::Is(said) => *said,
        Setting::Unsaid if inspecting.is_known => Appliance::Passes,
        Setting::Unsaid | Setting::Unknown => {
            return Judgement::Unknown(
                Code::FactMissing,
                Fact::Missing {
                    resource: inspecting.resource.clone(),
                    what: "appliance",
                },
            );
        }
    };
    let fact = Fact::Attribute {
        resource: inspecting.resource.clone(),
        attribute: "appliance",
        value: said.as_str().to_owned(),
    };
    match (said, inspecting.balanced) {
        (Appliance::Drops, true) => Judgement::Stops(Code::GwlbApplianceDrop, fact),
        (Appliance::Drops, false) => Judgement::Stops(Code::ApplianceDrop, fact),
        // A balanced appliance gives packets back as they came; one that does not is another thing.
        (Appliance::Translates, true) => Judgement::Unknown(Code::NotModelled, fact),
        (Appliance::Translates, false) | (Appliance::Passes, _) => Judgement::Settles(said, fact),
    }
}
