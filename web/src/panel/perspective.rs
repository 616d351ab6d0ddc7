//! The switch between perspectives, over the diagram.

use crate::store::Dispatch;
use studio::action::Action;
use studio::perspective::Perspective;
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What is chosen, and in which language it is said.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct PerspectiveProps {
    /// The chosen one.
    pub(crate) perspective: Perspective,
    /// The language.
    pub(crate) lang: Lang,
}

/// A list to choose from.
#[component]
pub(crate) fn PerspectiveSwitch(props: &PerspectiveProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onchange = use_callback(dispatch, |event: Event, dispatch| {
        let target = event.target();
        let chosen = target
            .and_then(|it| it.dyn_into::<HtmlSelectElement>().ok())
            .and_then(|it| Perspective::parse(&it.value()));
        if let (Some(dispatch), Some(chosen)) = (dispatch, chosen) {
            dispatch.0.dispatch(Action::Perspective(chosen));
        }
    });
    let label = words::PERSPECTIVE.in_lang(props.lang);
    html! {
        <select class="perspective" name="perspective" aria-label={label} title={label} {onchange}>
            { for Perspective::ALL.into_iter().map(|it| html! {
                <option key={it.as_str()} value={it.as_str()} selected={it == props.perspective}>{ it.says().in_lang(props.lang) }</option>
            }) }
        </select>
    }
}
