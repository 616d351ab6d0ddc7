//! The heads and the fixed words of the tables in which laws find their reasons.

use super::Says;
use net::evidence::{Direction, ZoneKind};

/// Which way a guard is passed.
pub(crate) const fn way(direction: Direction) -> Says {
    match direction {
        Direction::Ingress => Says {
            en: "inbound",
            ja: "インバウンド",
        },
        Direction::Egress => Says {
            en: "outbound",
            ja: "アウトバウンド",
        },
    }
}

/// Who is on the other side of a guard.
pub(crate) const fn peer(direction: Direction) -> Says {
    match direction {
        Direction::Ingress => SOURCE,
        Direction::Egress => DESTINATION,
    }
}

/// What answers for a name.
pub(crate) const fn zone_kind(kind: ZoneKind) -> Says {
    match kind {
        ZoneKind::Private => Says {
            en: "private hosted zone",
            ja: "プライベートホストゾーン",
        },
        ZoneKind::Endpoint => Says {
            en: "endpoint's private DNS",
            ja: "エンドポイントのプライベート DNS",
        },
        ZoneKind::Internal => Says {
            en: "answered by AWS in the VPC",
            ja: "VPC 内で AWS が回答",
        },
        ZoneKind::Rule => Says {
            en: "Resolver rule",
            ja: "リゾルバールール",
        },
        ZoneKind::Public => Says {
            en: "public DNS",
            ja: "パブリック DNS",
        },
    }
}

/// Words, each in both languages.
macro_rules! heads {
    ($($name:ident = $en:literal, $ja:literal;)*) => {
        $(pub(crate) const $name: Says = Says { en: $en, ja: $ja };)*
    };
}

heads! {
    PROTOCOL = "Protocol", "プロトコル";
    PORTS = "Port", "ポート";
    DESTINATION = "Destination", "宛先";
    TARGET = "Target", "ターゲット";
    ZONE = "Domain", "ドメイン";
    KIND = "Kind", "種類";
    TYPE = "Type", "タイプ";
    VALUE = "Value", "値";
    AVAILABILITY_ZONE = "Zone", "AZ";
    CONDITIONS = "Conditions", "条件";
    HEALTH = "Health", "状態";
    ATTRIBUTE = "Attribute", "属性";
    ALL = "all", "すべて";
    ALLOW = "allow", "許可";
    DENY = "deny", "拒否";
    ACTION = "Action", "アクション";
    POLICY = "policy", "ポリシー";
    NOT_SAID = "not said", "未指定";
    NO_RULES = "no rules", "ルールなし";
    CHOICES = "What AWS may choose", "AWS の選択肢";
    CHOSEN = "Choice", "選択";
    OUTCOME = "Outcome", "結果";
    HEADERS = "A packet in a packet", "カプセル化されたパケット";
    OUTER = "outer", "外側";
    UNCHANGED = "unchanged", "変更なし";
    INNER = "inner", "内側";
    SOURCE = "Source", "送信元";
    WAY = "Way", "向き";
    PASSES = "Passes", "経由";
    REQUEST = "request", "行き";
    REPLY = "reply", "戻り";
}
