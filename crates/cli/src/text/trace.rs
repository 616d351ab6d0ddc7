//! A trace: the verdict, the name, the way there and back, what blocks, and what it rests on.

use super::{fact, resolution, word};
use crate::style::Style;
use import::{Class, Report};
use net::evidence::Packet;
use net::lang::Lang;
use net::trace::{Action, Observed, Outcome, Status, Step, Trace};
use std::collections::BTreeSet;
use std::fmt::Write as _;

pub(crate) fn show(trace: &Trace, report: &Report, style: Style, lang: Lang) -> String {
    let mut out = verdict(trace, style, lang);
    if trace.resolution.status != Status::Skipped {
        heading(&mut out, style, word(lang, "Name", "名前解決"));
        out.push_str(&resolution::steps(&trace.resolution, style, lang));
        out.push_str(&resolution::answers(&trace.resolution, "  "));
    }
    steps(
        &mut out,
        word(lang, "Way there", "行き"),
        &trace.forward,
        style,
        lang,
    );
    steps(
        &mut out,
        word(lang, "Way back", "帰り"),
        &trace.back,
        style,
        lang,
    );
    blockers(&mut out, trace, style, lang);
    fixes(&mut out, trace, style, lang);
    if !trace.warnings.is_empty() {
        heading(&mut out, style, word(lang, "To know", "注意"));
    }
    for warning in &trace.warnings {
        let says = warning.code.says().in_lang(lang);
        let _ = writeln!(out, "  {}  {}  {says}", warning.code, warning.resource);
    }
    assumptions(&mut out, trace, report, style, lang);
    out
}

/// Fixes that were tried, one way a line, its edits in order.
fn fixes(out: &mut String, trace: &Trace, style: Style, lang: Lang) {
    if !trace.fixes.is_empty() {
        heading(
            out,
            style,
            word(lang, "What helps (tried)", "直し方 (検証済み)"),
        );
    }
    for (number, fix) in trace.fixes.iter().enumerate() {
        for (index, edit) in fix.edits.iter().enumerate() {
            let label = if index == 0 {
                format!("{}.", number + 1)
            } else {
                String::new()
            };
            let says = match lang {
                Lang::En => &edit.en,
                Lang::Ja => &edit.ja,
            };
            let _ = writeln!(out, "  {label:<3} {says}");
        }
    }
}

fn heading(out: &mut String, style: Style, text: &str) {
    let _ = writeln!(out, "\n{}", style.bold(text));
}

fn verdict(trace: &Trace, style: Style, lang: Lang) -> String {
    let verdict = &trace.verdict;
    let query = &trace.query;
    let outcome = match verdict.outcome {
        Outcome::Reachable => word(lang, "REACHABLE", "到達可能"),
        Outcome::Blocked => word(lang, "BLOCKED", "遮断"),
        Outcome::Ambiguous => word(lang, "AMBIGUOUS", "不定"),
        Outcome::Undetermined => word(lang, "UNDETERMINED", "判定不能"),
    };
    let port = query
        .port
        .map_or_else(String::new, |port| format!(":{port}"));
    let at = verdict.at.as_ref().map_or_else(String::new, |at| {
        format!("  {} {at}", word(lang, "at", "場所:"))
    });
    format!(
        "{}  {} → {}{port}  {}\n{}  {}\n{}{at}\n",
        style.outcome(verdict.outcome, outcome),
        query.from,
        query.to,
        query.protocol,
        verdict.code,
        verdict.code.says().in_lang(lang),
        observed(verdict.observed, lang),
    )
}

const fn observed(observed: Observed, lang: Lang) -> &'static str {
    match observed {
        Observed::Connected => word(lang, "seen from there: connected", "見え方: 接続成功"),
        Observed::Timeout => word(lang, "seen from there: a timeout", "見え方: タイムアウト"),
        Observed::Reset => word(lang, "seen from there: a reset", "見え方: RST"),
        Observed::Http403 => word(
            lang,
            "seen from there: connected, then HTTP 403",
            "見え方: 接続後に HTTP 403",
        ),
        Observed::DnsError => word(
            lang,
            "seen from there: the name does not resolve",
            "見え方: 名前解決エラー",
        ),
        Observed::Unknown => word(lang, "seen from there: not known", "見え方: 不明"),
    }
}

fn steps(out: &mut String, title: &str, steps: &[Step], style: Style, lang: Lang) {
    if steps.is_empty() {
        return;
    }
    heading(out, style, title);
    let mut before: Option<Packet> = None;
    for (index, step) in steps.iter().enumerate() {
        let packet = if before == Some(step.packet) {
            String::new()
        } else {
            format!("  {}", show_packet(&step.packet))
        };
        before = Some(step.packet);
        let supposed = if step.hypothetical {
            word(lang, "  (if it got this far)", "  (ここまで届いた場合)")
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "{:4}  {}  {}{}{}",
            index + 1,
            step.resource,
            action(step.action, lang),
            style.dim(&packet),
            style.dim(supposed),
        );
        for evidence in &step.evidence {
            out.push_str(&fact::evidence(evidence, style, lang));
        }
    }
}

fn show_packet(packet: &Packet) -> String {
    let end = |address: std::net::IpAddr, port: Option<u16>| match port {
        Some(port) => std::net::SocketAddr::new(address, port).to_string(),
        None => address.to_string(),
    };
    format!(
        "{} → {}",
        end(packet.source, packet.source_port),
        end(packet.destination, packet.destination_port)
    )
}

const fn action(action: Action, lang: Lang) -> &'static str {
    match action {
        Action::Send => word(lang, "sends", "送信"),
        Action::Leave => word(
            lang,
            "judges the way out of the subnet",
            "サブネットからの送信を判定",
        ),
        Action::Route => word(lang, "routes", "経路を選択"),
        Action::Enter => word(
            lang,
            "judges the way into the subnet",
            "サブネットへの受信を判定",
        ),
        Action::Receive => word(lang, "receives", "受信"),
        Action::Forward => word(lang, "forwards", "転送"),
        Action::Translate => word(lang, "translates", "アドレスを変換"),
        Action::Balance => word(lang, "balances", "ターゲットを選択"),
        Action::Inspect => word(lang, "inspects", "検査"),
        Action::Serve => word(lang, "answers", "応答"),
    }
}

fn blockers(out: &mut String, trace: &Trace, style: Style, lang: Lang) {
    if trace.blockers.is_empty() {
        return;
    }
    heading(out, style, word(lang, "What must change", "直すべきもの"));
    for (index, blocker) in trace.blockers.iter().enumerate() {
        let says = blocker.code.says().in_lang(lang);
        let _ = writeln!(
            out,
            "{:4}  {}  {}\n      {says}",
            index + 1,
            blocker.code,
            blocker.resource
        );
        for evidence in &blocker.evidence {
            out.push_str(&fact::reason(evidence, style, lang));
        }
    }
}

/// What the answer rests on that no input said: the notes of resources it came across.
fn assumptions(out: &mut String, trace: &Trace, report: &Report, style: Style, lang: Lang) {
    let mut touched = BTreeSet::new();
    for step in trace.forward.iter().chain(&trace.back) {
        touched.insert(step.resource.as_str());
    }
    for step in &trace.resolution.steps {
        touched.extend(step.decided_by.as_ref().map(net::ResourceId::as_str));
    }
    // The interfaces of a resource are called after it.
    let is_touched = |id: &str| {
        touched.iter().any(|resource| {
            resource
                .strip_prefix(id)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(".eni"))
        })
    };
    let mut first = true;
    for it in &report.resources {
        let counts = matches!(it.class, Class::Assumed | Class::Unresolved);
        if !counts || !is_touched(&it.id) {
            continue;
        }
        if first {
            heading(out, style, word(lang, "Assumed", "仮定"));
            first = false;
        }
        for note in &it.notes {
            let _ = writeln!(out, "  {}  {}", it.id, note.in_lang(lang));
        }
    }
}
