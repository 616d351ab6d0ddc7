//! Words the diagram itself brings; everything else in it is the user's data.

use net::lang::Says;

/// A subnet whose routes no input says.
pub(crate) const ROUTES_UNKNOWN: Says = Says {
    en: "routes not known",
    ja: "経路は不明",
};

pub(crate) const INTERNET: Says = Says {
    en: "Internet",
    ja: "インターネット",
};
pub(crate) const CLIENT: Says = Says {
    en: "Client",
    ja: "クライアント",
};
pub(crate) const PUBLIC_DNS: Says = Says {
    en: "Public DNS",
    ja: "パブリック DNS",
};
pub(crate) const RESOLVER: Says = Says {
    en: "DNS Resolver",
    ja: "DNS リゾルバー",
};
pub(crate) const ACCOUNT: Says = Says {
    en: "Account",
    ja: "アカウント",
};
pub(crate) const SERVICES: Says = Says {
    en: "AWS services",
    ja: "AWS サービス",
};
pub(crate) const UNPLACED: Says = Says {
    en: "Place not known",
    ja: "配置先が不明",
};
pub(crate) const HIDDEN: Says = Says {
    en: "hidden",
    ja: "非表示",
};
pub(crate) const SITE_DNS: Says = Says {
    en: "Own DNS",
    ja: "社内 DNS",
};
pub(crate) const BEYOND_UNKNOWN: Says = Says {
    en: "beyond not known",
    ja: "接続先が不明",
};
pub(crate) const ONE_WAY: Says = Says {
    en: "one way",
    ja: "一方向",
};
pub(crate) const PRIVATE_DNS: Says = Says {
    en: "private DNS",
    ja: "プライベート DNS",
};
pub(crate) const NOT_ACCEPTED: Says = Says {
    en: "not accepted",
    ja: "承認待ち",
};
pub(crate) const NO_INTERFACE: Says = Says {
    en: "no interface",
    ja: "ENI なし",
};
pub(crate) const PUBLIC: Says = Says {
    en: "public",
    ja: "パブリック",
};
pub(crate) const PRIVATE: Says = Says {
    en: "private",
    ja: "プライベート",
};
