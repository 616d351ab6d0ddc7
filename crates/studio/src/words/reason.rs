//! What happened, in words: a label for the timeline and a sentence for the inspector.

use super::change::{rewrite, zones};
use super::guard::{firewall, policy};
use super::outcome::{outcome_says, status_name};
use super::{Lang, Says};
use net::code::Code;
use net::evidence::{Decision, Direction, Fact, Fared};
use net::trace::{Action, Outcome, Status};

/// What is said of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// A word or two for the timeline.
    pub label: String,
    /// One sentence about exactly this event.
    pub title: String,
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
            Lang::Ja => ja,
        },
    }
}

/// A question on its way to a resolver.
#[must_use]
pub fn question(lang: Lang, from: &str, resolver: &str, label: &str, question: &str) -> Told {
    told(
        lang,
        label,
        format!("{from} asks {resolver} for {}", middle_left_out(question)),
        format!(
            "{from} が{resolver}に {} を問い合わせます",
            middle_left_out(question)
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

/// A step nothing was judged at.
#[must_use]
pub fn passing(lang: Lang, name: &str, is_reply: bool) -> Told {
    if is_reply {
        return told(
            lang,
            shortened(name),
            format!("The reply passes {name}"),
            format!("応答が {name} を通ります"),
        );
    }
    told(
        lang,
        shortened(name),
        format!("It passes {name}"),
        format!("{name} を通ります"),
    )
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

/// A law's judgement. `is_reply` is true on the way back.
#[must_use]
pub fn judgement(
    lang: Lang,
    fact: &Fact,
    decision: Decision,
    action: Option<Action>,
    names: &Names<'_>,
) -> Told {
    let stopped = decision == Decision::Stopped;
    match fact {
        Fact::Attribute {
            resource,
            attribute,
            value,
        } => super::attribute::told_of(lang, &names(resource.as_str()), attribute, value, stopped),
        Fact::SecurityGroups {
            interface,
            direction,
            ..
        } => {
            let name = names(interface.as_str());
            let (label, en, ja) = match (direction, stopped) {
                (Direction::Egress, false) => ("SG out", "lets it out", "送信を許可します"),
                (Direction::Egress, true) => {
                    ("SG out", "does not let it out", "送信を許可しません")
                }
                (Direction::Ingress, false) => ("SG in", "lets it in", "受信を許可します"),
                (Direction::Ingress, true) => ("SG in", "does not let it in", "受信を許可しません"),
            };
            told(
                lang,
                label_in(lang, label),
                format!("The security group of {name} {en}"),
                format!("{name} のセキュリティグループは{ja}"),
            )
        }
        Fact::NetworkAcl {
            subnet, direction, ..
        } => {
            let name = names(subnet.as_str());
            let (label, en, ja) = match (direction, stopped) {
                (Direction::Egress, false) => ("ACL out", "lets it out", "から出るのを許可します"),
                (Direction::Egress, true) => {
                    ("ACL out", "does not let it out", "から出るのを許可しません")
                }
                (Direction::Ingress, false) => ("ACL in", "lets it in", "に入るのを許可します"),
                (Direction::Ingress, true) => {
                    ("ACL in", "does not let it in", "に入るのを許可しません")
                }
            };
            told(
                lang,
                label_in(lang, label),
                format!("The network ACL of {name} {en}"),
                format!("ネットワーク ACL は {name} {ja}"),
            )
        }
        Fact::Routes {
            destination, rows, ..
        } => match rows.iter().find(|row| row.fared == Fared::Won) {
            None => told(
                lang,
                both(lang, "no route", "ルートなし"),
                format!("No route leads to {destination}"),
                format!("{destination} へのルートがありません"),
            ),
            Some(row) if row.target == "local" => told(
                lang,
                "local",
                format!("{destination} is in this VPC: the local route wins"),
                format!("{destination} は VPC 内: local ルートが選ばれます"),
            ),
            Some(row) if row.state == "blackhole" => told(
                lang,
                "blackhole",
                format!(
                    "The best route to {destination} leads nowhere: {}",
                    row.target
                ),
                format!(
                    "{destination} への最適なルートの行き先がありません: {}",
                    row.target
                ),
            ),
            Some(row) => {
                let target = names(&row.target);
                told(
                    lang,
                    shortened(&target),
                    format!("The route {} leads to {target}", row.destination),
                    format!("ルート {} により {target} へ進みます", row.destination),
                )
            }
        },
        Fact::Zones { name, rows } => zones(lang, name, rows, names),
        Fact::Records { zone, rows } => {
            let values: Vec<&str> = rows.iter().map(|row| row.value.as_str()).collect();
            let zone = names(zone.trim_end_matches('.'));
            match values.first() {
                None => told(
                    lang,
                    both(lang, "no record", "レコードなし"),
                    format!("{zone} has no record of that kind"),
                    format!("{zone} に該当するレコードがありません"),
                ),
                Some(first) => told(
                    lang,
                    shortened(first),
                    format!("{zone} answers with {}", values.join(", ")),
                    format!("{zone} が {} と回答します", values.join(", ")),
                ),
            }
        }
        Fact::Listeners {
            load_balancer,
            rows,
        } => {
            let name = names(load_balancer.as_str());
            match rows.iter().find(|row| row.fared == Fared::Won) {
                None => told(
                    lang,
                    both(lang, "no listener", "リスナーなし"),
                    format!("{name} has no listener for this port"),
                    format!("{name} には、このポートのリスナーがありません"),
                ),
                Some(row) => {
                    let port = row
                        .port
                        .map_or_else(String::new, |port| format!(" :{port}"));
                    told(
                        lang,
                        format!("{}{port}", row.protocol),
                        format!("{name} listens on {}{port}", row.protocol),
                        format!("{name} は {}{port} で待ち受けています", row.protocol),
                    )
                }
            }
        }
        Fact::ListenerRules { listener, rows } => {
            let name = names(listener.as_str());
            let open = rows.iter().filter(|row| row.fared == Fared::Open).count();
            match rows.iter().find(|row| row.fared == Fared::Won) {
                Some(row) if open == 0 => {
                    let to: Vec<String> = row.actions.iter().map(|it| names(it)).collect();
                    let to = to.join(", ");
                    let rule = row
                        .priority
                        .map_or_else(|| "*".to_owned(), |it| it.to_string());
                    told(
                        lang,
                        shortened(&to),
                        format!("Rule {rule} of {name} decides: {to}"),
                        format!("{name} のルール {rule} により {to} に決まります"),
                    )
                }
                Some(_) | None => told(
                    lang,
                    both(lang, "by request", "リクエスト次第"),
                    format!("Which rule of {name} decides hangs on the request"),
                    format!("{name} のどのルールが適用されるかは、リクエストによって決まります"),
                ),
            }
        }
        Fact::Targets { target_group, rows } => {
            let group = names(target_group.as_str());
            match rows.iter().find(|row| row.fared == Fared::Won) {
                None => told(
                    lang,
                    both(lang, "no target", "ターゲットなし"),
                    format!("{group} has no target to send to"),
                    format!("{group} に送信できるターゲットがありません"),
                ),
                Some(row) => {
                    let target = names(&row.target);
                    told(
                        lang,
                        shortened(&target),
                        format!("{target} of {group} is chosen as the target"),
                        format!("{group} から {target} がターゲットに選ばれます"),
                    )
                }
            }
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
            match action {
                Some(Action::Send) => told(
                    lang,
                    name.clone(),
                    format!("{name} sends from {address}"),
                    format!("{name} が {address} から送信します"),
                ),
                // What an interface receives unasked is a reply: groups are stateful.
                Some(Action::Receive | Action::Inspect) => told(
                    lang,
                    both(lang, "stateful", "ステートフル"),
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
            told(
                lang,
                shortened(&name),
                format!("It reaches {name}"),
                format!("{name} に届きます"),
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

fn label_in(lang: Lang, label: &'static str) -> &'static str {
    match (lang, label) {
        (Lang::Ja, "SG out") => "SG 送信",
        (Lang::Ja, "SG in") => "SG 受信",
        (Lang::Ja, "ACL out") => "ACL 送信",
        (Lang::Ja, "ACL in") => "ACL 受信",
        (Lang::En | Lang::Ja, label) => label,
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

/// A long name by its beginning and its end, which tell it apart.
fn middle_left_out(name: &str) -> String {
    const ENDS: usize = 15;
    let all: Vec<char> = name.chars().collect();
    match (
        all.get(..ENDS),
        all.len().checked_sub(ENDS).and_then(|at| all.get(at..)),
    ) {
        (Some(first), Some(last)) if all.len() > 2 * ENDS + 6 => {
            first.iter().chain(&['…']).chain(last).collect()
        }
        _ => name.to_owned(),
    }
}
