//! What the importer made of each resource.

use crate::panel::door::SharedReport;
use studio::report::{Class, ReportRow};
use studio::words::{self, Lang};
use yew::prelude::*;

/// The most rows shown of one class.
const MOST: usize = 100;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ReportProps {
    /// The report.
    pub(crate) report: SharedReport,
    /// The language.
    pub(crate) lang: Lang,
}

/// The report: what needs a look first.
#[component]
pub(crate) fn ReportPanel(props: &ReportProps) -> Html {
    let (report, lang) = (&props.report, props.lang);
    html! {
        <div class="report">
            <ul class="counts">{ for Class::ALL.iter().map(|class| html! {
                <li key={class.as_str()} class={class.as_str()} data-class={class.as_str()}>
                    <b>{ report.count(*class) }</b>{ " " }{ class.says().in_lang(lang) }
                </li>
            }) }</ul>
            { for Class::ALL.iter().rev().map(|class| {
                let rows: Vec<&ReportRow> = report.rows.iter().filter(|row| row.class == *class).collect();
                group(*class, &rows, lang)
            }) }
        </div>
    }
}

fn group(class: Class, rows: &[&ReportRow], lang: Lang) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    let is_open = matches!(class, Class::Unresolved | Class::Assumed);
    html! {
        <details key={class.as_str()} open={is_open} class={class.as_str()}>
            <summary>{ format!("{} ({})", class.says().in_lang(lang), rows.len()) }</summary>
            <ul>{ for rows.iter().take(MOST).enumerate().map(|(at, row)| line(at, row)) }</ul>
            if rows.len() > MOST {
                <p class="hint">{ words::and_more(lang, rows.len() - MOST) }</p>
            }
        </details>
    }
}

fn line(at: usize, row: &ReportRow) -> Html {
    html! {
        <li key={at}>
            <b>{ row.id.clone() }</b>
            <span class="report-kind">{ row.kind.clone() }</span>
            <span class="report-place">{ row.place() }</span>
            <ul>{ for row.notes.iter().enumerate().map(|(at, note)| html! { <li key={at}>{ note.clone() }</li> }) }</ul>
        </li>
    }
}
