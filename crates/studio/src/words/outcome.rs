//! How things ended and fared, in words.

use super::{Lang, Says};
use net::code::Code;
use net::evidence::Mismatch;
use net::trace::{Observed, Outcome, Status, Verdict};

/// The word of DNS for how a resolution ended.
#[must_use]
pub const fn status_name(status: Status) -> &'static str {
    match status {
        Status::NoError => "NOERROR",
        Status::NoData => "NODATA",
        Status::NxDomain => "NXDOMAIN",
        Status::ServFail => "SERVFAIL",
        Status::Timeout => "TIMEOUT",
        Status::Refused => "REFUSED",
        Status::Skipped => "SKIPPED",
    }
}

/// The word for an outcome.
#[must_use]
pub const fn outcome_says(outcome: Outcome) -> Says {
    match outcome {
        Outcome::Reachable => super::REACHABLE,
        Outcome::Blocked => super::BLOCKED,
        Outcome::Ambiguous => super::AMBIGUOUS,
        Outcome::Undetermined => super::UNDETERMINED,
    }
}

/// What the client sees.
#[must_use]
pub const fn observed_says(observed: Observed) -> Says {
    match observed {
        Observed::Connected => super::OBSERVED_CONNECTED,
        Observed::Timeout => super::OBSERVED_TIMEOUT,
        Observed::Reset => super::OBSERVED_RESET,
        Observed::Http403 => super::OBSERVED_403,
        Observed::DnsError => super::OBSERVED_DNS_ERROR,
        Observed::Unknown => super::OBSERVED_UNKNOWN,
    }
}

/// What of an answer is seen, or missing, in a word or two; nothing where a connection is.
#[must_use]
pub const fn seen(verdict: &Verdict) -> Option<Says> {
    Some(match (verdict.code, verdict.observed) {
        (Code::FactMissing, _) => super::SEEN_UNSAID,
        (Code::NotModelled, _) => super::SEEN_NOT_SIMULATED,
        (_, Observed::Timeout) => super::SEEN_TIMEOUT,
        (_, Observed::Reset) => super::SEEN_RESET,
        (_, Observed::Http403) => super::SEEN_403,
        (_, Observed::DnsError) => super::SEEN_NO_ADDRESS,
        (_, Observed::Connected | Observed::Unknown) => return None,
    })
}

/// The answer in a few words: how it ended, and what of it is seen.
#[must_use]
pub fn in_short(lang: Lang, verdict: &Verdict) -> String {
    let word = outcome_says(verdict.outcome).in_lang(lang);
    match seen(verdict) {
        Some(seen) => format!("{word} · {}", seen.in_lang(lang)),
        None => word.to_owned(),
    }
}

/// What of a rule did not match.
#[must_use]
pub const fn mismatch_says(mismatch: Mismatch) -> Says {
    match mismatch {
        Mismatch::Protocol => Says {
            en: "other protocol",
            ja: "プロトコルが違う",
        },
        Mismatch::Port => Says {
            en: "other port",
            ja: "ポートが違う",
        },
        Mismatch::Peer => Says {
            en: "other peer",
            ja: "相手が違う",
        },
    }
}

/// Why a row lost, by the engine's word for it.
#[must_use]
pub fn because(lang: Lang, word: &str) -> String {
    let says = match word {
        "less_specific" => Says {
            en: "less specific",
            ja: "プレフィックスが短い",
        },
        "lower_priority" => Says {
            en: "lower priority",
            ja: "優先度が低い",
        },
        "no_match" => Says {
            en: "no match",
            ja: "一致しない",
        },
        "dns_attributes_off" => Says {
            en: "VPC's DNS settings are off",
            ja: "VPC の DNS 設定が無効",
        },
        "not_parent" => Says {
            en: "other domain",
            ja: "別のドメイン",
        },
        "no_name" => Says {
            en: "does not hold the name",
            ja: "その名前がない",
        },
        "unhealthy" => Says {
            en: "unhealthy",
            ja: "異常",
        },
        "other_zone" => Says {
            en: "other zone",
            ja: "別のゾーン",
        },
        other => return other.replace('_', " "),
    };
    says.in_lang(lang).to_owned()
}
