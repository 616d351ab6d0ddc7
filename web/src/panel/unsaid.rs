//! What no input says and the answer hangs on, each with what could be said.

use crate::store::Dispatch;
use studio::action::{Action, Edit};
use studio::unsaid::Unsaid;
use studio::words::{self, Lang};
use yew::prelude::*;

/// What is asked of whoever knows it.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct UnsaidProps {
    /// What is missing, or was said.
    pub(crate) unsaid: Vec<Unsaid>,
    /// The language.
    pub(crate) lang: Lang,
}

/// What is missing, in the order in which it is met.
#[component]
pub(crate) fn UnsaidList(props: &UnsaidProps) -> Html {
    let lang = props.lang;
    html! {
        <section class="unsaid">
            <h3>{ words::UNSAID.in_lang(lang) }</h3>
            <p>{ words::UNSAID_HINT.in_lang(lang) }</p>
            <ul>{ for props.unsaid.iter().map(|it| html! {
                <UnsaidRow key={format!("{}.{}", it.id, it.attribute)} unsaid={it.clone()} {lang} />
            }) }</ul>
        </section>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct RowProps {
    unsaid: Unsaid,
    lang: Lang,
}

#[component]
fn UnsaidRow(props: &RowProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let (it, lang) = (&props.unsaid, props.lang);
    let say = |choice: usize| {
        let (dispatch, it) = (dispatch.clone(), it.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(dispatch) = dispatch.as_ref().filter(|_| it.chosen != Some(choice)) {
                dispatch.0.dispatch(Action::Edit(Edit::Answer {
                    id: it.id.clone(),
                    attribute: it.attribute,
                    choice,
                }));
            }
        })
    };
    let title = it.title.in_lang(lang);
    html! {
        <li class={classes!("switch", it.chosen.is_some().then_some("assumed"))} data-unsaid={it.attribute} data-of={it.id.to_string()}>
            <span>
                <b>{ title }</b>{ " " }<span class="unsaid-of">{ it.name.clone() }</span>
                if it.chosen.is_some() {
                    { " " }<em>{ words::ASSUMED_BY_YOU.in_lang(lang) }</em>
                }
            </span>
            <div role="group" aria-label={format!("{title}: {}", it.name)}>{ for it.choices.iter().enumerate().map(|(at, choice)| html! {
                <button key={at} type="button" data-choice={at.to_string()} aria-pressed={if it.chosen == Some(at) { "true" } else { "false" }}
                    onclick={say(at)}>{ choice.says.in_lang(lang) }</button>
            }) }</div>
        </li>
    }
}
