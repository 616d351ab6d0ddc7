//! The switch between one path, a comparison and the matrix.

use crate::store::Dispatch;
use studio::action::Action;
use studio::screen::Screen;
use studio::words::{self, Lang};
use yew::prelude::*;

/// What is shown now.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct SwitchProps {
    /// What the middle of the page shows.
    pub(crate) screen: Screen,
    /// The language.
    pub(crate) lang: Lang,
}

/// The switch.
#[component]
pub(crate) fn ScreenSwitch(props: &SwitchProps) -> Html {
    html! {
        <div class="screen-switch" role="group" aria-label={words::SCREEN.in_lang(props.lang)}>
            { for Screen::ALL.into_iter().map(|screen| html! {
                <ScreenButton key={screen.as_str()} {screen} is_current={screen == props.screen} lang={props.lang} />
            }) }
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ButtonProps {
    screen: Screen,
    is_current: bool,
    lang: Lang,
}

#[component]
fn ScreenButton(props: &ButtonProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback(
        (dispatch, props.screen),
        |_: MouseEvent, (dispatch, screen)| {
            if let Some(dispatch) = dispatch {
                dispatch.0.dispatch(Action::Screen(*screen));
            }
        },
    );
    html! {
        <button type="button" data-screen={props.screen.as_str()} aria-pressed={if props.is_current { "true" } else { "false" }} {onclick}>
            { props.screen.says().in_lang(props.lang) }
        </button>
    }
}
