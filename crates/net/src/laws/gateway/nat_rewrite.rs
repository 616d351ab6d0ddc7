//! A NAT gateway sends in its own name.

use super::{NatLaw, Translating};
use crate::evidence::Packet;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: NatLaw = Law {
    doc: LawDoc {
        id: "nat_rewrite",
        rules: &["R1.18"],
        says: Says {
            en: "A NAT gateway replaces the source with an address of its own and a port of 1024 to 65535, and goes on by the table of its own subnet.",
            ja: "NAT ゲートウェイは送信元を自身のアドレスと 1024～65535 のポートに変換し、自身のサブネットのルートテーブルで送ります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    },
    judge,
};

fn judge(translating: &Translating<'_>) -> Judgement<Packet> {
    let before = translating.packet;
    let after = Packet {
        source: translating.address,
        source_port: translating.source_port(),
        ..before
    };
    Judgement::Settles(after, Fact::Rewrite { before, after })
}
