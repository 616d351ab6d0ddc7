//! A report: counts first, then what was not simply understood, by class.

use super::word;
use crate::style::Style;
use import::{Class, Report};
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
                let _ = writeln!(out, "      {note}");
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

const fn name(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Understood => word(lang, "understood", "解釈済み"),
        Class::Assumed => word(lang, "assumed", "仮定あり"),
        Class::Ignored => word(lang, "ignored", "対象外"),
        Class::Unresolved => word(lang, "unresolved", "未解決"),
    }
}
