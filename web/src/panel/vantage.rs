//! The vantages a scenario offers, one press away: the same question from elsewhere.

use crate::store::Dispatch;
use studio::action::Action;
use studio::question::Field;
use studio::words::{self, Lang};
use yew::prelude::*;

/// What can be asked from.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct VantageProps {
    /// What to type, what to say, and whether it is asked from.
    pub(crate) vantages: Vec<(String, String, bool)>,
    /// The language.
    pub(crate) lang: Lang,
}

/// The switch; nothing where there is no choice.
#[component]
pub(crate) fn VantageSwitch(props: &VantageProps) -> Html {
    if props.vantages.len() < 2 {
        return Html::default();
    }
    let head = words::ALSO_FROM.in_lang(props.lang);
    html! {
        <div class="vantage-switch" role="group" aria-label={head}>
            <span aria-hidden="true">{ head }</span>
            { for props.vantages.iter().map(|(from, text, is_current)| html! {
                <VantageButton key={from.clone()} from={from.clone()} text={text.clone()} is_current={*is_current} />
            }) }
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ButtonProps {
    from: String,
    text: String,
    is_current: bool,
}

#[component]
fn VantageButton(props: &ButtonProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback(
        (dispatch, props.from.clone()),
        |_: MouseEvent, (dispatch, from)| {
            if let Some(dispatch) = dispatch {
                let state = dispatch.0.state();
                let question = state.document().opening.with(Field::From, from);
                dispatch.0.dispatch(Action::AskThis(question));
            }
        },
    );
    html! {
        <button type="button" data-vantage={props.from.clone()}
            aria-pressed={if props.is_current { "true" } else { "false" }} {onclick}>
            { props.text.clone() }
        </button>
    }
}
