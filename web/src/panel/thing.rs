//! A resource in full: what it is, what it says, and what can be asked of it.

use crate::store::Dispatch;
use studio::action::{Action, Edit};
use studio::question::Field;
use studio::switch::Switch;
use studio::view::ThingView;
use studio::words::{self, Lang};
use yew::prelude::*;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ThingProps {
    /// The resource.
    pub(crate) thing: ThingView,
    /// The language.
    pub(crate) lang: Lang,
}

/// A resource.
#[component]
pub(crate) fn ThingPanel(props: &ThingProps) -> Html {
    let (thing, lang) = (&props.thing, props.lang);
    let dispatch = use_context::<Dispatch>();
    let back = use_callback(dispatch.clone(), |_: MouseEvent, dispatch| {
        if let Some(dispatch) = dispatch {
            dispatch.0.dispatch(Action::Select(None));
        }
    });
    let ask = |field: Field| {
        let (dispatch, text) = (dispatch.clone(), thing.askable.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(dispatch) = &dispatch {
                let question = dispatch.0.state().question.with(field, &text);
                dispatch.0.dispatch(Action::AskThis(question));
            }
        })
    };
    html! {
        <article class="thing" data-selected={thing.id.clone()}>
            <button type="button" class="back-link" data-action="deselect" onclick={back}>{ "‹ " }{ words::BACK_TO_EVENT.in_lang(lang) }</button>
            <p class="place">{ thing.kind.clone() }</p>
            <h2 class="title">{ thing.name.clone() }</h2>
            <p class="thing-id">{ thing.id.clone() }</p>
            <div class="thing-actions">
                <button type="button" class="tool" data-action="ask-from" onclick={ask(Field::From)}>{ words::ASK_FROM_HERE.in_lang(lang) }</button>
                <button type="button" class="tool" data-action="ask-to" onclick={ask(Field::To)}>{ words::ASK_TO_HERE.in_lang(lang) }</button>
            </div>
            if !thing.findings.is_empty() {
                <section class="notes wrong">
                    <h3>{ words::FINDINGS.in_lang(lang) }</h3>
                    <ul>{ for thing.findings.iter().enumerate().map(|(at, (sentence, advice))| html! {
                        <li key={at}>{ *sentence }<p class="advice"><b>{ words::WHAT_TO_DO.in_lang(lang) }</b>{ " " }{ *advice }</p></li>
                    }) }</ul>
                </section>
            }
            if !thing.switches.is_empty() {
                <section class="switches">
                    <h3>{ words::WHAT_IF.in_lang(lang) }</h3>
                    { for thing.switches.iter().map(|it| html! {
                        <SwitchRow key={format!("{}.{}.{}", it.kind, it.id, it.attribute)} switch={it.clone()} {lang} />
                    }) }
                </section>
            }
            if !thing.facts.is_empty() {
                <section class="facts">
                    <h3>{ words::FACTS.in_lang(lang) }</h3>
                    <dl>{ for thing.facts.iter().map(|(name, value)| html! {
                        <div key={name.clone()}><dt>{ name.clone() }</dt><dd>{ value.clone() }</dd></div>
                    }) }</dl>
                </section>
            }
            if !thing.json.is_empty() {
                <details class="json">
                    <summary>{ words::AS_JSON.in_lang(lang) }</summary>
                    <pre tabindex="0">{ thing.json.clone() }</pre>
                </details>
            }
        </article>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct SwitchProps {
    switch: Switch,
    lang: Lang,
}

/// An attribute with its values side by side; the chosen one is pressed in.
#[component]
fn SwitchRow(props: &SwitchProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let (it, lang) = (&props.switch, props.lang);
    let set = |value: &'static str| {
        let (dispatch, it) = (dispatch.clone(), it.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(dispatch) = dispatch.as_ref().filter(|_| it.chosen != Some(value)) {
                let (kind, id, attribute) = (it.kind, it.id.clone(), it.attribute);
                let edit = Edit::Set {
                    kind,
                    id,
                    attribute,
                    value,
                };
                dispatch.0.dispatch(Action::Edit(edit));
            }
        })
    };
    let title = it.title.in_lang(lang);
    html! {
        <div class="switch" data-switch={it.attribute} data-of={it.id.to_string()}>
            <span aria-hidden="true">{ title }</span>
            <div role="group" aria-label={title}>{ for it.choices.iter().map(|(value, says)| {
                let is_chosen = it.chosen == Some(*value);
                html! {
                    <button key={*value} type="button" data-value={*value} aria-pressed={if is_chosen { "true" } else { "false" }}
                        onclick={set(value)}>{ says.in_lang(lang) }</button>
                }
            }) }</div>
        </div>
    }
}
