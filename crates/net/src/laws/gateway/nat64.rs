//! From IPv6 to IPv4 on the way.

use super::{NatLaw, Translating};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc, Packet};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::query::Protocol;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub(super) static LAW: NatLaw = Law {
    doc: LawDoc {
        id: "nat64",
        rules: &["R1.18"],
        says: Says {
            en: "A NAT gateway turns packets for 64:ff9b::/96 into IPv4 packets in its own name, for the address in their last 32 bits; no other IPv6 passes it.",
            ja: "NAT ゲートウェイは 64:ff9b::/96 宛てのパケットを、末尾 32 ビットの IPv4 アドレス宛ての IPv4 パケットに変換します。それ以外の IPv6 は通しません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html",
    },
    judge,
};

/// The IPv4 address an IPv6 address of the well-known prefix stands for (RFC 6052).
#[must_use]
pub fn inside(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
        }
        _ => None,
    }
}

/// The IPv6 address that stands for an IPv4 address.
#[must_use]
pub fn standing_for(address: Ipv4Addr) -> Ipv6Addr {
    let [a, b, c, d] = address.octets();
    let pair = |one, other| u16::from_be_bytes([one, other]);
    Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, pair(a, b), pair(c, d))
}

fn judge(translating: &Translating<'_>) -> Judgement<Packet> {
    let before = translating.packet;
    let IpAddr::V6(destination) = before.destination else {
        return Judgement::Silent;
    };
    let Some(destination) = inside(destination) else {
        return Judgement::Stops(
            Code::AddressFamilyUnavailable,
            Fact::Attribute {
                resource: translating.gateway.clone().into(),
                attribute: "address_family",
                value: "ipv6".to_owned(),
            },
        );
    };
    let after = Packet {
        source: translating.address,
        source_port: translating.source_port(),
        destination: IpAddr::V4(destination),
        protocol: match before.protocol {
            Protocol::ICMPV6 => Protocol::ICMP,
            other => other,
        },
        ..before
    };
    Judgement::Settles(after, Fact::Rewrite { before, after })
}

#[cfg(test)]
mod tests {
    use super::{inside, standing_for};

    #[test]
    fn an_address_goes_into_ipv6_and_comes_out_again() {
        let four = "192.0.2.33".parse().unwrap();
        let six = "64:ff9b::c000:221".parse().unwrap();
        assert_eq!(standing_for(four), six);
        assert_eq!(inside(six), Some(four));
        assert_eq!(inside("64:ff9c::1".parse().unwrap()), None);
    }
}
