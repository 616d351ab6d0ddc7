//! A report: counts first, then what was not simply understood, by class.

use super::word;
use crate::style::Style;
use import::{Action, Class, Report};
use net::lang::Lang;
use std::fmt::Write as _;

pub(crate) fn show(report: &Report, style: Style, lang: Lang) -> String {
    let mut out = String::new();
    let counts = &report.counts;
    let _ = writeln!(
        out,
        "{} {}, {} {}, {} {}, {} {}",
        counts.understood,
        name(Class::Understood, lang),
        counts.assumed,
        name(Class::Assumed, lang),
        counts.ignored,
        name(Class::Ignored, lang),
        counts.unresolved,
        name(Class::Unresolved, lang),
    );
    changes(&mut out, report, style, lang);
    for class in [Class::Unresolved, Class::Assumed, Class::Ignored] {
        let mut of_class = report
            .resources
            .iter()
            .filter(|it| it.class == class)
            .peekable();
        if of_class.peek().is_some() {
            let _ = writeln!(out, "\n{}", style.bold(name(class, lang)));
        }
        for it in of_class {
            let place = format!("{}:{}:{}", it.file, it.line, it.column);
            let _ = writeln!(out, "  {}  {}  {}", it.id, it.kind, style.dim(&place));
            for note in &it.notes {
                let _ = writeln!(out, "      {}", note.in_lang(lang));
            }
        }
    }
    if !report.findings.is_empty() {
        let heading = word(lang, "findings", "指摘");
        let _ = writeln!(out, "\n{}", style.bold(heading));
    }
    for finding in &report.findings {
        let _ = writeln!(
            out,
            "  {}  {}  {}",
            finding.resource,
            finding.code.as_str(),
            finding.code.says().in_lang(lang)
        );
        for note in &finding.notes {
            let _ = writeln!(out, "      {note}");
        }
    }
    out
}

/// What a plan may do, in the order in which it is counted.
const ACTIONS: &[Action] = &[
    Action::Create,
    Action::Update,
    Action::Replace,
    Action::Delete,
    Action::Forget,
];

/// What a plan among the inputs would do, resource by resource.
fn changes(out: &mut String, report: &Report, style: Style, lang: Lang) {
    let changed: Vec<_> = report
        .resources
        .iter()
        .filter_map(|it| Some((it, it.change.as_ref()?)))
        .filter(|(_, change)| !matches!(change.action, Action::None | Action::Read))
        .collect();
    let seen: Vec<_> = changed
        .iter()
        .filter(|(it, change)| it.class != Class::Ignored || change.action == Action::Delete)
        .collect();
    if changed.is_empty() {
        return;
    }
    let counted: Vec<String> = ACTIONS
        .iter()
        .filter_map(|action| {
            let count = changed.iter().filter(|it| it.1.action == *action).count();
            let name = self::action(*action, lang);
            (count > 0).then(|| format!("{name} {count}"))
        })
        .collect();
    let heading = word(lang, "the plan would", "プランによる変更:");
    let heading = format!("{heading} {}", counted.join(", "));
    let _ = writeln!(out, "\n{}", style.bold(&heading));
    for (it, change) in &seen {
        let _ = writeln!(out, "  {}  {}", it.id, action(change.action, lang));
        for attribute in &change.attributes {
            let _ = writeln!(out, "      {}", attribute.in_lang(lang));
        }
    }
    let others = changed.len() - seen.len();
    if others > 0 {
        let _ = match lang {
            Lang::En => writeln!(out, "  and change {others} with no part in the network"),
            Lang::Ja => writeln!(out, "  ほかにネットワークと無関係なリソース {others} 件"),
        };
    }
}

const fn action(action: Action, lang: Lang) -> &'static str {
    match action {
        Action::Create => word(lang, "create", "作成"),
        Action::Update => word(lang, "update", "更新"),
        Action::Replace => word(lang, "replace", "置換"),
        Action::Delete => word(lang, "delete", "削除"),
        Action::Read => word(lang, "read", "参照"),
        Action::Forget => word(lang, "forget", "管理対象外"),
        Action::None => word(lang, "keep", "変更なし"),
    }
}

const fn name(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Understood => word(lang, "understood", "解釈済み"),
        Class::Assumed => word(lang, "assumed", "仮定あり"),
        Class::Ignored => word(lang, "ignored", "対象外"),
        Class::Unresolved => word(lang, "unresolved", "未解決"),
    }
}
