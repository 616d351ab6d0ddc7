//! IPv6 where it leads somewhere, else IPv4.

use super::{SpeakLaw, Speaker};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use std::net::IpAddr;

pub(super) static LAW: SpeakLaw = Law {
    doc: LawDoc {
        id: "address_family",
        rules: &["R2.4", "R4.22", "R5.1"],
        says: Says {
            en: "A host connects by IPv6 where it has an IPv6 address and a route to the answer, else by IPv4; an answer of a family it has no address of is of no use.",
            ja: "ホストは、自身が IPv6 アドレスと経路を持てば IPv6 で、なければ IPv4 で接続します。アドレスを持たないファミリーの回答は使えません。",
        },
        source: "https://www.rfc-editor.org/rfc/rfc6724#section-6",
    },
    judge,
};

fn judge(speaker: &Speaker<'_>) -> Judgement<Vec<IpAddr>> {
    let fact = |family: &str| Fact::Attribute {
        resource: speaker.from.clone(),
        attribute: "address_family",
        value: family.to_owned(),
    };
    let (four, six): (Vec<IpAddr>, Vec<IpAddr>) =
        speaker.answers.iter().partition(|answer| answer.is_ipv4());
    let speaks_four = speaker.sources.four.is_some() && !four.is_empty();
    let speaks_six = speaker.sources.six.is_some() && !six.is_empty();
    match (speaks_four, speaks_six) {
        _ if speaker.answers.is_empty() => Judgement::Silent,
        (false, false) => {
            let family = if four.is_empty() { "ipv6" } else { "ipv4" };
            Judgement::Stops(Code::AddressFamilyUnavailable, fact(family))
        }
        (true, true) => {
            let routed = |it: &IpAddr| speaker.has_route(*it);
            match six.into_iter().filter(routed).collect::<Vec<_>>() {
                routed if routed.is_empty() => Judgement::Settles(four, fact("ipv4")),
                routed => Judgement::Settles(routed, fact("ipv6")),
            }
        }
        // Where there is no choice there is nothing to say.
        (true, false) if six.is_empty() => Judgement::Silent,
        (false, true) if four.is_empty() => Judgement::Silent,
        (true, false) => Judgement::Settles(four, fact("ipv4")),
        (false, true) => Judgement::Settles(six, fact("ipv6")),
    }
}
