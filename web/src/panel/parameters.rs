//! The values an import needs, as a form; its answer is the same files read again.

use crate::panel::door;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::collections::BTreeMap;
use studio::report::{Parameter, Report};
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlFormElement, SubmitEvent};
use yew::prelude::*;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ParameterProps {
    /// The report with its parameters.
    pub(crate) report: Shared<Report>,
    /// The language.
    pub(crate) lang: Lang,
}

/// The form: what is needed first, what has a value folded away.
#[component]
pub(crate) fn ParameterForm(props: &ParameterProps) -> Html {
    let (report, lang) = (&props.report, props.lang);
    let dispatch = use_context::<Dispatch>();
    let onsubmit = use_callback(
        (dispatch, report.clone()),
        |event: SubmitEvent, (dispatch, report)| {
            event.prevent_default();
            let form = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlFormElement>().ok())
                .and_then(|form| FormData::new_with_form(&form).ok());
            if let (Some(dispatch), Some(form)) = (dispatch, form) {
                door::read_again(&dispatch.0, &given(&form, report));
            }
        },
    );
    let (needed, others): (Vec<&Parameter>, Vec<&Parameter>) = report
        .parameters
        .iter()
        .partition(|it| is_open(it) || it.given.is_some());
    let open = needed.iter().filter(|it| is_open(it)).count();
    let head = match open {
        0 => words::NEEDS_NO_VALUE.in_lang(lang).to_owned(),
        1 => words::NEEDS_ONE_VALUE.in_lang(lang).to_owned(),
        count => words::needs_values(lang, count),
    };
    html! {
        <form class={classes!("parameters", (open > 0).then_some("asks"))} data-needed={open.to_string()} autocomplete="off" {onsubmit}>
            <h3>{ head }</h3>
            if open > 0 {
                <p>{ words::NEEDS_WHY.in_lang(lang) }</p>
            }
            { for needed.iter().map(|it| field(it, lang)) }
            if !others.is_empty() {
                <details key="others">
                    <summary>{ words::other_parameters(lang, others.len()) }</summary>
                    { for others.iter().map(|it| field(it, lang)) }
                </details>
            }
            <button type="submit" class="tool" data-action="read-again">{ words::READ_AGAIN.in_lang(lang) }</button>
        </form>
    }
}

/// Whether it has no value, or none that fits.
const fn is_open(it: &Parameter) -> bool {
    it.needed || it.problem.is_some()
}

/// What the form says, without what is as it would be anyway.
fn given(form: &FormData, report: &Report) -> BTreeMap<String, String> {
    let value = |it: &Parameter| {
        let text = form.get(&it.key).as_string()?;
        let is_default = it.default.as_ref() == Some(&text);
        (!text.is_empty() && !is_default).then(|| (it.key.clone(), text))
    };
    report.parameters.iter().filter_map(value).collect()
}

fn field(it: &Parameter, lang: Lang) -> Html {
    let value = it.given.as_ref().or(it.default.as_ref()).cloned();
    let value = value.unwrap_or_default();
    let control = if it.allowed_values.is_empty() {
        let (name, invalid) = (it.key.clone(), it.problem.is_some().then_some("true"));
        let offered =
            (!it.choices.is_empty()).then(|| AttrValue::from(format!("offered-{}", it.key)));
        if it.example.is_empty() || it.secret {
            let kind = if it.secret { "password" } else { "text" };
            html! {
                <>
                    <input key="text" type={kind} {name} value={value} placeholder={it.kind.clone()} spellcheck="false" aria-invalid={invalid} list={offered.clone()} />
                    if let Some(id) = offered {
                        <datalist key="offered" {id}>
                            { for it.choices.iter().map(|(id, name)| html! {
                                <option key={id.clone()} value={id.clone()}>{ name.clone() }</option>
                            }) }
                        </datalist>
                    }
                </>
            }
        } else {
            html! { <textarea key="parts" rows="2" {name} value={value} placeholder={it.example.clone()} spellcheck="false" aria-invalid={invalid} /> }
        }
    } else {
        html! {
            <select key="choice" name={it.key.clone()}>
                if value.is_empty() {
                    <option value="" selected={true}>{ words::NO_VALUE.in_lang(lang) }</option>
                }
                { for it.allowed_values.iter().map(|one| html! {
                    <option key={one.clone()} value={one.clone()} selected={*one == value}>{ one.clone() }</option>
                }) }
            </select>
        }
    };
    html! {
        <label key={it.key.clone()} class={is_open(it).then_some("needed")}>
            <span><b>{ it.name.clone() }</b><span class="report-place">{ it.file.clone() }</span></span>
            { control }
            if let Some(problem) = &it.problem {
                <span class="note wrong">{ problem.in_lang(lang).to_owned() }</span>
                if !it.example.is_empty() {
                    <code>{ it.example.clone() }</code>
                }
            }
            if !it.description.is_empty() {
                <span class="note">{ it.description.clone() }</span>
            }
        </label>
    }
}
