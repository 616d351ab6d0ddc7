//! What happened, in words: a label for the timeline and a sentence for the inspector.

use super::change::{rewrite, zones};
use super::choice;
use super::guard::{firewall, policy};
use super::outcome::{outcome_says, status_name};
use super::{Lang, Says};
use net::code::Code;
use net::evidence::{Decision, Direction, Fact};
use net::trace::{Action, Kind, Outcome, Status};
use std::net::IpAddr;

/// What is said of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// A word or two for the timeline.
    pub label: String,
    /// One sentence about exactly this event.
    pub title: String,
}

/// Where on its way the packet is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// What kind of thing it is at.
    pub kind: Kind,
    /// What that does with it.
    pub action: Action,
    /// Whether it is the reply, on its way back.
    pub is_reply: bool,
}

/// Names of resources, as people call them.
pub type Names<'a> = dyn Fn(&str) -> String + 'a;

pub(super) const fn both(lang: Lang, en: &'static str, ja: &'static str) -> &'static str {
    Says { en, ja }.in_lang(lang)
}

pub(super) fn told(lang: Lang, label: impl Into<String>, en: String, ja: String) -> Told {
    Told {
        label: label.into(),
        title: match lang {
            Lang::En => en,
            Lang::Ja => closed_up(ja),
        },
    }
}

/// Japanese puts room around words in Latin letters only: none between two of its own, which a name may be.
fn closed_up(mut text: String) -> String {
    let is_own = |letter: Option<&char>| letter.is_some_and(|it| *it >= '\u{3000}');
    let all: Vec<char> = text.chars().collect();
    let mut at = 0_usize;
    text.retain(|letter| {
        let before = at.checked_sub(1).and_then(|it| all.get(it));
        at += 1;
        letter != ' ' || !is_own(before) || !is_own(all.get(at))
    });
    text
}

/// A question on its way to a resolver.
#[must_use]
pub fn question(lang: Lang, from: &str, resolver: &str, label: &str, question: &str) -> Told {
    told(
        lang,
        label,
        format!(
            "{} asks {resolver} for {}",
            capitalised(from),
            middle_left_out(question, 15)
        ),
        format!(
            "{from} が {resolver} に {} を問い合わせます",
            middle_left_out(question, 15)
        ),
    )
}

/// An answer on its way back.
#[must_use]
pub fn answer(lang: Lang, status: Status, values: &[String]) -> Told {
    let Some(first) = values.first() else {
        let status = status_name(status);
        return told(
            lang,
            status,
            format!("No address comes back: {status}"),
            format!("アドレスは返りません: {status}"),
        );
    };
    let all = values.join(", ");
    told(
        lang,
        first.clone(),
        format!("The answer comes back: {all}"),
        format!("回答が戻ります: {all}"),
    )
}

/// A step nothing was judged at: who is there, what that does, and where the packet goes.
#[must_use]
pub fn passing(lang: Lang, name: &str, at: At, destination: IpAddr) -> Told {
    match (at.is_reply, at.action) {
        (false, Action::Send) => told(
            lang,
            both(lang, "send", "送信"),
            format!("{} sends to {destination}", capitalised(name)),
            format!("{name} が {destination} へ送信します"),
        ),
        (false, _) => told(
            lang,
            shortened(name),
            format!("It passes {name}"),
            format!("{name} を通ります"),
        ),
        (true, Action::Send) => told(
            lang,
            both(lang, "reply", "応答"),
            format!("{} replies", capitalised(name)),
            format!("{name} が応答します"),
        ),
        (true, Action::Receive) => told(
            lang,
            backwards(&shortened(name)),
            format!("The reply reaches {name}"),
            format!("応答が {name} に届きます"),
        ),
        (true, _) => told(
            lang,
            backwards(&shortened(name)),
            format!("The reply passes {name}"),
            format!("応答が {name} を通ります"),
        ),
    }
}

/// A label on the way back, whose arrow says both where it is and where it leads.
fn backwards(label: &str) -> String {
    format!("← {}", label.trim_start_matches("→ "))
}

/// A label of what comes next.
pub(super) fn onwards(name: &str) -> String {
    format!("→ {}", shortened(name))
}

/// A phrase at the beginning of a sentence; a name stays as it is.
fn capitalised(phrase: &str) -> String {
    match phrase.split_once(' ') {
        Some(("someone" | "the", _)) => phrase[..1].to_uppercase() + &phrase[1..],
        _ => phrase.to_owned(),
    }
}

/// How the whole question ended.
#[must_use]
pub fn verdict(lang: Lang, outcome: Outcome, code: Code) -> Told {
    let says = code.says().in_lang(lang);
    let title = says.trim_end_matches(['.', '。']).to_owned();
    Told {
        label: outcome_says(outcome).in_lang(lang).to_owned(),
        title,
    }
}

/// A law's judgement, of the packet where it is, or of a name.
#[must_use]
pub fn judgement(
    lang: Lang,
    fact: &Fact,
    decision: Decision,
    at: Option<At>,
    names: &Names<'_>,
) -> Told {
    let mut told = judged(lang, fact, decision, at, names);
    if at.is_some_and(|at| at.is_reply) {
        told.label = backwards(&told.label);
        let speaks_of_it = matches!(
            fact,
            Fact::NetworkAcl { .. }
                | Fact::Reached { .. }
                | Fact::Interface { .. }
                | Fact::Flow { .. }
        );
        if !speaks_of_it {
            told.title = super::of_reply(lang, &told.title);
        }
    }
    told
}

fn judged(lang: Lang, fact: &Fact, decision: Decision, at: Option<At>, names: &Names<'_>) -> Told {
    let stopped = decision == Decision::Stopped;
    let is_reply = at.is_some_and(|at| at.is_reply);
    match fact {
        Fact::Attribute {
            resource,
            attribute,
            value,
        } => {
            let judged = (*attribute, value.as_str());
            super::attribute::told_of(lang, &names(resource.as_str()), judged, stopped, at)
        }
        Fact::SecurityGroups {
            interface,
            direction,
            ..
        } => {
            let name = names(interface.as_str());
            let (label, en, ja) = match (direction, stopped) {
                (Direction::Egress, false) => (super::SG_OUT, "lets it out", "送信を許可します"),
                (Direction::Egress, true) => {
                    (super::SG_OUT, "does not let it out", "送信を許可しません")
                }
                (Direction::Ingress, false) => (super::SG_IN, "lets it in", "受信を許可します"),
                (Direction::Ingress, true) => {
                    (super::SG_IN, "does not let it in", "受信を許可しません")
                }
            };
            told(
                lang,
                label.in_lang(lang),
                format!("The security group of {name} {en}"),
                format!("{name} のセキュリティグループは{ja}"),
            )
        }
        Fact::NetworkAcl {
            subnet, direction, ..
        } => {
            let name = names(subnet.as_str());
            let (label, en, ja) = match direction {
                Direction::Egress => (super::ACL_OUT, "out", "から出る"),
                Direction::Ingress => (super::ACL_IN, "in", "に入る"),
            };
            let (it, packet) = if is_reply {
                ("the reply", "応答が")
            } else {
                ("it", "")
            };
            let (lets, allows) = if stopped {
                ("does not let", "許可しません")
            } else {
                ("lets", "許可します")
            };
            told(
                lang,
                label.in_lang(lang),
                format!("The network ACL of {name} {lets} {it} {en}"),
                format!("ネットワーク ACL は{packet} {name} {ja}のを{allows}"),
            )
        }
        Fact::Routes {
            destination, rows, ..
        } => choice::route(lang, *destination, rows, names),
        Fact::Zones { name, rows } => zones(lang, name, rows, names),
        Fact::Records { zone, rows } => {
            let values: Vec<&str> = rows.iter().map(|row| row.value.as_str()).collect();
            let zone = names(zone.trim_end_matches('.'));
            match rows.first() {
                None => told(
                    lang,
                    both(lang, "no record", "レコードなし"),
                    format!("{zone} has no such record"),
                    format!("{zone} に該当するレコードがありません"),
                ),
                Some(first) => told(
                    lang,
                    format!(
                        "{}{}",
                        first.record_type,
                        both(lang, " record", " レコード")
                    ),
                    format!("{zone} answers with {}", values.join(", ")),
                    format!("{zone} が {} と回答します", values.join(", ")),
                ),
            }
        }
        Fact::Listeners {
            load_balancer,
            rows,
        } => choice::listener(lang, &names(load_balancer.as_str()), rows),
        Fact::ListenerRules { listener, rows } => {
            choice::rule(lang, &names(listener.as_str()), rows, names)
        }
        Fact::Targets { target_group, rows } => {
            choice::target(lang, &names(target_group.as_str()), rows, names)
        }
        Fact::Rewrite { before, after } => rewrite(lang, before, after),
        Fact::Encapsulation {
            outer,
            overhead_bytes,
            ..
        } => told(
            lang,
            "GENEVE",
            format!(
                "The packet travels unchanged inside GENEVE from {} to {}, {overhead_bytes} bytes longer",
                outer.source, outer.destination
            ),
            format!(
                "パケットは変更されず、GENEVE で {} から {} へ運ばれます ({overhead_bytes} バイト追加)",
                outer.source, outer.destination
            ),
        ),
        Fact::Flow {
            middlebox,
            request,
            reply,
        } => {
            let name = names(middlebox.as_str());
            match [request, reply].map(|way| way.contains(middlebox)) {
                [true, true] => told(
                    lang,
                    both(lang, "both ways", "行きも戻りも"),
                    format!("Request and reply both pass {name}"),
                    format!("行きも戻りも {name} を通ります"),
                ),
                [true, false] => told(
                    lang,
                    both(lang, "one way", "片側だけ"),
                    format!("The request passes {name}, its reply does not"),
                    format!("行きは {name} を通りますが、戻りは通りません"),
                ),
                [false, _] => told(
                    lang,
                    both(lang, "one way", "片側だけ"),
                    format!("The reply passes {name}, its request did not"),
                    format!("戻りは {name} を通りますが、行きは通っていません"),
                ),
            }
        }
        Fact::Interface { interface, address } => {
            let name = names(interface.as_str());
            match at.map(|at| at.action) {
                Some(Action::Send) => told(
                    lang,
                    name.clone(),
                    format!("{name} sends from {address}"),
                    format!("{name} が {address} から送信します"),
                ),
                // What an interface receives unasked is a reply: groups are stateful.
                Some(Action::Receive | Action::Inspect) => told(
                    lang,
                    both(lang, "SG stateful", "SG ステートフル"),
                    format!("The security group of {name} lets the reply in"),
                    format!("{name} のセキュリティグループは応答を通します"),
                ),
                Some(_) | None => told(
                    lang,
                    name.clone(),
                    format!("{name} has the address {address}"),
                    format!("{name} のアドレスは {address} です"),
                ),
            }
        }
        Fact::Reached { resource } => {
            let name = names(resource.as_str());
            let (it, packet) = if is_reply {
                ("The reply", "応答が ")
            } else {
                ("It", "")
            };
            told(
                lang,
                shortened(&name),
                format!("{it} reaches {name}"),
                format!("{packet}{name} に届きます"),
            )
        }
        Fact::Alternatives { rows } => told(
            lang,
            both(lang, "choices", "選択肢"),
            format!(
                "AWS chooses one of {}, and they end differently",
                rows.len()
            ),
            format!("AWS が {} 通りから選び、結果が分かれます", rows.len()),
        ),
        Fact::Firewall { name, rows } => firewall(lang, name, rows),
        Fact::Policy {
            resource,
            rows,
            needs,
        } => policy(lang, &names(resource.as_str()), rows, needs),
        Fact::Missing { resource, what } => {
            let what = super::missing::word(lang, what);
            let name = names(resource.as_str());
            told(
                lang,
                both(lang, "not said", "情報不足"),
                format!("The topology does not say {what} of {name}"),
                format!("トポロジーに {name} の情報がありません: {what}"),
            )
        }
    }
}

pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 22;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LONGEST - 1).collect();
    short.push('…');
    short
}

/// A name in a sentence: a very long one by its ends, and one that is written from right to left for itself, so that
/// what stands around it keeps its order.
#[must_use]
pub fn in_a_sentence(name: &str) -> String {
    let name = middle_left_out(name, 27);
    if name.chars().any(is_from_the_right) {
        format!("\u{2068}{name}\u{2069}")
    } else {
        name
    }
}

/// A letter of Hebrew, Arabic or their kin.
const fn is_from_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A long name by its beginning and its end, which tell it apart: so many letters of each.
fn middle_left_out(name: &str, ends: usize) -> String {
    let all: Vec<char> = name.chars().collect();
    match (
        all.get(..ends),
        all.len().checked_sub(ends).and_then(|at| all.get(at..)),
    ) {
        (Some(first), Some(last)) if all.len() > 2 * ends + 6 => {
            first.iter().chain(&['…']).chain(last).collect()
        }
        _ => name.to_owned(),
    }
}
