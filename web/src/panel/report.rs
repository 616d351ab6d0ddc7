//! What the importer made of each resource, beside the diagram: counts first, then file by file.

use crate::panel::glyph::{self, glyph};
use crate::panel::parameters::ParameterForm;
use crate::panel::plan::PlanList;
use crate::shared::Shared;
use crate::store::Dispatch;
use studio::action::{Action, Tab};
use studio::document::Document;
use studio::report::{Class, FileReport, Report, ReportRow};
use studio::words::advice::advice;
use studio::words::{self, Lang};
use studio::{scene::Scene, thing};
use wasm_bindgen::JsCast as _;
use web_sys::Element;
use yew::prelude::*;

/// How many rows of a list are shown before somebody asks for more.
pub(crate) const MOST: usize = 100;

/// How many files are shown before somebody asks for more.
const MOST_FILES: usize = 60;

/// How many rows of all files together are shown before somebody opens more.
const MOST_OPEN: usize = 60;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ReportProps {
    /// The report.
    pub(crate) report: Shared<Report>,
    /// The document it made.
    pub(crate) document: Shared<Document>,
    /// What of it is drawn.
    pub(crate) scene: Shared<Scene>,
    /// The selected resource.
    pub(crate) selection: Option<net::ResourceId>,
    /// The language.
    pub(crate) lang: Lang,
}

/// The report.
#[component]
pub(crate) fn ReportPanel(props: &ReportProps) -> Html {
    let (report, lang) = (&props.report, props.lang);
    let only = use_state_eq(|| None::<Class>);
    let files_shown = use_state_eq(|| MOST_FILES);
    let findings_shown = use_state_eq(|| MOST);
    let listed = use_memo((report.clone(), *only), |(report, only)| {
        listed(report, *only)
    });
    let dispatch = use_context::<Dispatch>();
    let shut = use_callback(dispatch, |_: MouseEvent, dispatch| {
        if let Some(dispatch) = dispatch {
            dispatch.0.dispatch(Action::Report(false));
        }
    });
    html! {
        <section class="report" aria-label={words::IMPORT_REPORT.in_lang(lang)}>
            <div class="modal-head">
                <h2>{ words::IMPORT_REPORT.in_lang(lang) }</h2>
                <button type="button" class="small" data-action="close-report" aria-label={words::CLOSE.in_lang(lang)} onclick={shut}>{ glyph(glyph::CROSS) }</button>
            </div>
            <div class="counts" role="group" aria-label={words::KIND.in_lang(lang)}>{ for Class::ALL.into_iter().map(|class| {
                let choose = {
                    let only = only.clone();
                    Callback::from(move |_: MouseEvent| only.set((*only != Some(class)).then_some(class)))
                };
                let is_chosen = *only == Some(class);
                html! {
                    <button key={class.as_str()} type="button" class={class.as_str()} data-class={class.as_str()}
                        aria-pressed={if is_chosen { "true" } else { "false" }} onclick={choose}>
                        <span aria-hidden="true">{ class.sign() }</span><b>{ report.count(class) }</b>{ class.says().in_lang(lang) }
                    </button>
                }
            }) }</div>
            if !report.parameters.is_empty() {
                <ParameterForm report={report.clone()} {lang} />
            }
            if !report.changes.is_empty() {
                <PlanList ..props.clone() />
            }
            { findings(props, &findings_shown) }
            { for listed.iter().take(*files_shown).map(|(at, is_open)| html! {
                <FileSection key={*at} report={props.clone()} at={*at} only={*only} is_open={*is_open} />
            }) }
            { more("files", listed.len(), &files_shown, MOST_FILES, lang) }
        </section>
    }
}

/// The files that have something of a class, and whether they are open at first.
fn listed(report: &Report, only: Option<Class>) -> Vec<(usize, bool)> {
    let mut open = 0;
    let files = report.files.iter().enumerate();
    files
        .filter(|(_, file)| file.count(only) > 0)
        .map(|(at, file)| {
            let is_open = open < MOST_OPEN;
            open += file.count(only).min(MOST);
            (at, is_open)
        })
        .collect()
}

fn findings(props: &ReportProps, shown: &UseStateHandle<usize>) -> Html {
    let (found, lang) = (props.document.findings(), props.lang);
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <details key="findings" class="findings-list" open={true}>
            <summary>{ words::FINDINGS.in_lang(lang) }<span class="count">{ found.len() }</span></summary>
            <ul>{ for found.iter().take(**shown).enumerate().map(|(at, it)| html! {
                <li key={at}>
                    <ResourceButton id={it.resource.to_string()} is_there={is_there(props, it.resource.as_str())}
                        is_selected={props.selection.as_ref() == Some(&it.resource)} sign="△" class="finding" />
                    <p>{ it.code.says().in_lang(lang) }</p>
                    { for it.notes.iter().enumerate().map(|(at, note)| html! { <p key={at} class="note">{ note.clone() }</p> }) }
                    <p class="advice"><b>{ words::WHAT_TO_DO.in_lang(lang) }</b>{ " " }{ advice(it.code).in_lang(lang) }</p>
                </li>
            }) }</ul>
            { more("findings", found.len(), shown, MOST, lang) }
        </details>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FileProps {
    report: ReportProps,
    at: usize,
    only: Option<Class>,
    is_open: bool,
}

/// A file and, while it is open, its rows.
#[component]
fn FileSection(props: &FileProps) -> Html {
    let is_open = use_state_eq(|| props.is_open);
    let shown = use_state_eq(|| MOST);
    let ontoggle = use_callback(is_open.setter(), |event: Event, is_open| {
        let details = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        is_open.set(details.is_some_and(|it| it.has_attribute("open")));
    });
    let lang = props.report.lang;
    let Some(file) = props.report.report.files.get(props.at) else {
        return Html::default();
    };
    let name = if file.file.is_empty() {
        words::NO_FILE.in_lang(lang)
    } else {
        &file.file
    };
    let count = file.count(props.only);
    html! {
        <details class="file" open={*is_open} {ontoggle}>
            <summary><span class="file-name">{ name.to_owned() }</span><span class="count">{ count }</span></summary>
            if *is_open {
                <ul>{ for file.rows(props.only).take(*shown).enumerate().map(|(at, row)| line(at, row, file, &props.report)) }</ul>
                { more("rows", count, &shown, MOST, lang) }
            }
        </details>
    }
}

/// A button that shows some more of a list, where there are more.
pub(crate) fn more(
    key: &'static str,
    count: usize,
    shown: &UseStateHandle<usize>,
    step: usize,
    lang: Lang,
) -> Html {
    if count <= **shown {
        return Html::default();
    }
    let onclick = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + step))
    };
    let next = step.min(count - **shown);
    html! {
        <p key={key} class="hint">
            <button type="button" class="tool" data-action="show-more" {onclick}>{ words::show_more(lang, next) }</button>
            { " " }{ words::pieces(lang, 1, **shown, count) }
        </p>
    }
}

fn line(at: usize, row: &ReportRow, file: &FileReport, props: &ReportProps) -> Html {
    let place = match row.line {
        0 => String::new(),
        line => format!("{line}:{}", row.column),
    };
    html! {
        <li key={at} data-class={row.class.as_str()}>
            <ResourceButton id={row.id.clone()} text={file.id_within(&row.id).to_owned()} is_there={is_there(props, &row.id)}
                is_selected={props.selection.as_ref().is_some_and(|it| it.as_str() == row.id)}
                sign={row.class.sign()} class={row.class.as_str()} word={row.class.says().in_lang(props.lang)} />
            <span class="report-kind">{ row.kind.clone() }</span>
            <span class="report-place">{ place }</span>
            { for row.notes.iter().enumerate().map(|(at, note)| html! { <p key={at} class="note">{ note.in_lang(props.lang).to_owned() }</p> }) }
        </li>
    }
}

/// Whether pressing it shows something.
pub(crate) fn is_there(props: &ReportProps, id: &str) -> bool {
    let topology = props.document.network.topology();
    thing::named(topology, id).is_some() || props.scene.find(id).is_some()
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ButtonProps {
    pub(crate) id: String,
    /// What is shown of the id; all of it where nothing is said.
    #[prop_or_default]
    pub(crate) text: Option<String>,
    pub(crate) is_there: bool,
    pub(crate) is_selected: bool,
    pub(crate) sign: &'static str,
    pub(crate) class: &'static str,
    #[prop_or_default]
    pub(crate) word: &'static str,
}

/// A resource by its id; where it is in the document, a press selects it in the diagram.
#[component]
pub(crate) fn ResourceButton(props: &ButtonProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback(
        (dispatch, props.id.clone()),
        |_: MouseEvent, (dispatch, id)| {
            if let Some(dispatch) = dispatch {
                dispatch
                    .0
                    .dispatch(Action::Select(Some(id.as_str().into())));
                dispatch.0.dispatch(Action::Tab(Tab::Why));
            }
        },
    );
    let content = html! {
        <>
            <span key="sign" class="report-sign" aria-hidden="true">{ props.sign }</span>
            <span key="id" class="report-id">{ props.text.clone().unwrap_or_else(|| props.id.clone()) }</span>
            if !props.word.is_empty() {
                <span key="word" class="unseen">{ format!(" {}", props.word) }</span>
            }
        </>
    };
    let class = classes!("report-name", props.class);
    if !props.is_there {
        return html! { <span {class} title={props.id.clone()}>{ content }</span> };
    }
    html! {
        <button type="button" {class} data-report={props.id.clone()} title={props.id.clone()}
            aria-current={props.is_selected.then_some("true")} {onclick}>{ content }</button>
    }
}
