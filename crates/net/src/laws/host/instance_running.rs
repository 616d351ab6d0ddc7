//! An instance must run.

use super::{Host, HostLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::Owner;
use crate::topology::is_unknown;

pub(super) static LAW: HostLaw = Law {
    doc: LawDoc {
        id: "instance_running",
        rules: &["R5.1"],
        says: Says {
            en: "Only a running instance sends and answers.",
            ja: "実行中のインスタンスだけが送受信できます。",
        },
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html",
    },
    judge,
};

fn judge(host: &Host<'_>) -> Judgement {
    let Owner::Instance(id) = &host.interface.owner else {
        return Judgement::Silent;
    };
    let Some(instance) = host.network.topology().instance.get(id.as_str()) else {
        return Judgement::Silent;
    };
    if is_unknown(&instance.more, &["instance_state"]) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: id.clone(),
                what: "instance_state",
            },
        );
    }
    let Some(state) = instance.instance_state.clone() else {
        return Judgement::Silent;
    };
    let running = state.eq_ignore_ascii_case("running");
    let fact = Fact::Attribute {
        resource: id.clone(),
        attribute: "instance_state",
        value: state,
    };
    if running {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::InstanceNotRunning, fact)
    }
}
