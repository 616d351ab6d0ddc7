//! The query bar: from where, to what, by which port.

use crate::browser::page;
use crate::shared::Shared;
use crate::store::Dispatch;
use studio::action::Action;
use studio::outline::{Outline, Row};
use studio::question::{Field, Question};
use studio::scene::INTERNET;
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlSelectElement, SubmitEvent};
use yew::prelude::*;

/// How many things of the network are suggested as targets; others are typed.
const MOST_SUGGESTED: usize = 200;

const PROTOCOLS: [&str; 4] = ["tcp", "udp", "icmp", "icmpv6"];

/// What the query bar shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct QuestionProps {
    /// What its fields say.
    pub(crate) question: Question,
    /// Where suggestions come from.
    pub(crate) outline: Shared<Outline>,
    /// The language.
    pub(crate) lang: Lang,
}

/// The query bar.
#[component]
pub(crate) fn QuestionBar(props: &QuestionProps) -> Html {
    let Some(dispatch) = use_context::<Dispatch>() else {
        return Html::default();
    };
    let onsubmit = use_callback(dispatch.clone(), |event: SubmitEvent, dispatch| {
        event.prevent_default();
        dispatch.0.dispatch(Action::Ask);
    });
    let oninput = use_callback(dispatch.clone(), |event: InputEvent, dispatch| {
        if let Some((field, value)) = typed(event.target()) {
            dispatch.0.dispatch(Action::Draft(field, value));
        }
    });
    let onchange = use_callback(dispatch.clone(), |event: Event, dispatch| {
        if let Some((field, value)) = typed(event.target()) {
            dispatch.0.dispatch(Action::Draft(field, value));
        }
    });
    // There are hundreds: they come once the page is painted.
    let suggesting = use_state_eq(|| None::<Shared<Outline>>);
    {
        let suggesting = suggesting.setter();
        use_effect_with(props.outline.clone(), move |outline| {
            let outline = outline.clone();
            page::after_paint(move || suggesting.set(Some(outline)));
        });
    }
    let lang = props.lang;
    let say = |says: words::Says| says.in_lang(lang);
    let question = &props.question;
    let (from_list, to_list) = (dispatch.0.own_id("from"), dispatch.0.own_id("to"));
    let has_ports = matches!(question.protocol.as_str(), "tcp" | "udp" | "6" | "17");
    html! {
        <form class="ask" role="search" aria-label={say(words::QUESTION)} {onsubmit} {oninput} autocomplete="off">
            <label class="ask-from">
                <span>{ say(words::FROM) }</span>
                <input name="from" value={question.from.clone()} list={from_list.clone()} placeholder={say(words::FROM_HINT)}
                    spellcheck="false" autocapitalize="off" />
            </label>
            <label class="ask-to">
                <span>{ say(words::TO) }</span>
                <input name="to" value={question.to.clone()} list={to_list.clone()} placeholder={say(words::TO_HINT)}
                    spellcheck="false" autocapitalize="off" />
            </label>
            <label class="ask-port">
                <span>{ say(words::PORT) }</span>
                <input name="port" value={question.port.clone()} inputmode="numeric" size="5" maxlength="5" disabled={!has_ports} />
            </label>
            <select name="protocol" aria-label={say(words::PROTOCOL)} {onchange}>
                { for PROTOCOLS.iter().map(|it| html! {
                    <option key={*it} value={*it} selected={question.protocol == *it}>{ *it }</option>
                }) }
            </select>
            <details class="menu ask-more" data-said={(!question.action.is_empty() || !question.arn.is_empty() || !question.principal.is_empty()).then_some("")}>
                <summary aria-label={say(words::MORE_OF_QUESTION)} title={say(words::MORE_OF_QUESTION)}>{ "⋯" }</summary>
                <div class="menu-list">
                    <p class="hint">{ say(words::POLICY_WHY) }</p>
                    { more(Field::Action, words::ACTION, &question.action, "s3:GetObject", lang) }
                    { more(Field::Arn, words::ARN, &question.arn, "arn:aws:s3:::bucket/key", lang) }
                    { more(Field::Principal, words::PRINCIPAL, &question.principal, "arn:aws:iam::111122223333:role/app", lang) }
                </div>
            </details>
            <button type="submit" data-action="trace">{ say(words::TRACE) }</button>
            if let Some(outline) = &*suggesting {
                <Suggestions id={from_list} outline={outline.clone()} is_from={true} />
                <Suggestions id={to_list} outline={outline.clone()} is_from={false} />
            }
        </form>
    }
}

fn more(field: Field, head: words::Says, value: &str, hint: &'static str, lang: Lang) -> Html {
    html! {
        <label key={field.as_str()}>
            <span>{ head.in_lang(lang) }</span>
            <input name={field.as_str()} value={value.to_owned()} placeholder={hint} spellcheck="false" autocapitalize="off" />
        </label>
    }
}

fn typed(target: Option<web_sys::EventTarget>) -> Option<(Field, String)> {
    let target = target?;
    let (name, value) = match target.dyn_ref::<HtmlInputElement>() {
        Some(input) => (input.name(), input.value()),
        None => {
            let select = target.dyn_ref::<HtmlSelectElement>()?;
            (select.name(), select.value())
        }
    };
    let field = Field::ALL.into_iter().find(|it| it.as_str() == name)?;
    Some((field, value))
}

fn suggestions(outline: &Outline, is_from: bool) -> Vec<(String, String)> {
    let said = |row: &Row| (row.asked.clone(), row.detail.clone());
    let vantages = outline.vantages.iter().map(said);
    if is_from {
        return vantages.collect();
    }
    let names = outline.names.iter().map(said);
    let things = outline
        .tree
        .rows()
        .filter(|row| !row.is_container)
        .take(MOST_SUGGESTED)
        .map(|row| (row.asked.clone(), row.text.clone()));
    let instances = vantages.filter(|(value, _)| value != INTERNET);
    names.chain(things).chain(instances).collect()
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct SuggestionsProps {
    id: String,
    outline: Shared<Outline>,
    is_from: bool,
}

#[component]
fn Suggestions(props: &SuggestionsProps) -> Html {
    let rows = suggestions(&props.outline, props.is_from);
    html! {
        <datalist id={props.id.clone()}>
            { for rows.into_iter().enumerate().map(|(at, (value, label))| html! {
                <option key={at} {value}>{ label }</option>
            }) }
        </datalist>
    }
}
