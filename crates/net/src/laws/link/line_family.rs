//! Which lines carry IPv6.

use super::{AtSite, SiteLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: SiteLaw = Law {
    doc: LawDoc {
        id: "line_family",
        rules: &["R1.22"],
        says: Says {
            en: "A virtual private gateway carries IPv6 over Direct Connect, but not over a VPN connection; at a transit gateway the tunnels of a connection carry either IPv4 or IPv6.",
            ja: "仮想プライベートゲートウェイは、Direct Connect では IPv6 を運びますが、VPN 接続では運びません。Transit Gateway の VPN 接続では、トンネルは IPv4 と IPv6 のどちらか一方を運びます。",
        },
        source: "https://docs.aws.amazon.com/vpn/latest/s2svpn/ipv4-ipv6.html",
    },
    judge,
};

fn judge(at: &AtSite<'_>) -> Judgement {
    if at.packet.destination.is_ipv4() {
        return Judgement::Silent;
    }
    let missing = |what| {
        let resource = at.id.clone();
        Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what })
    };
    let said = |attribute, value: &str| Fact::Attribute {
        resource: at.id.clone(),
        attribute,
        value: value.to_owned(),
    };
    match (at.site.line(), at.site.tunnel_inside_ip_version.as_deref()) {
        (None, _) => missing("line"),
        (Some(line @ "direct_connect"), _) => Judgement::Passes(said("line", line)),
        (Some("vpn"), _) if at.through_vpn_gateway => {
            Judgement::Stops(Code::VpnIpv6Unsupported, said("line", "vpn"))
        }
        (Some("vpn"), Some(version)) => {
            let fact = said("tunnel_inside_ip_version", version);
            if version.eq_ignore_ascii_case("ipv6") {
                Judgement::Passes(fact)
            } else {
                Judgement::Stops(Code::VpnIpv6Unsupported, fact)
            }
        }
        (Some("vpn"), None) => missing("tunnel_inside_ip_version"),
        (Some(_), _) => missing("line"),
    }
}
