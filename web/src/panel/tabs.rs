//! On a narrow page one panel shows at a time, as a sheet over the foot of the picture.

use crate::store::Dispatch;
use studio::action::{Action, Tab};
use studio::words::{self, Lang};
use yew::prelude::*;

/// Which tab is open.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct TabsProps {
    /// The open tab.
    pub(crate) tab: Tab,
    /// Whether its sheet is up.
    pub(crate) is_sheet_open: bool,
    /// The language.
    pub(crate) lang: Lang,
}

/// The tabs.
#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    let all = [
        (Tab::Why, words::WHY, "why"),
        (Tab::Events, words::EVENTS, "events"),
        (Tab::Outline, words::OUTLINE, "outline"),
    ];
    html! {
        <nav class="tabs" aria-label={words::MORE.in_lang(props.lang)}>
            { for all.into_iter().map(|(tab, says, name)| html! {
                <TabButton key={name} {tab} {name} label={says.in_lang(props.lang)} is_open={props.is_sheet_open && props.tab == tab} />
            }) }
        </nav>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct TabProps {
    tab: Tab,
    name: &'static str,
    label: &'static str,
    is_open: bool,
}

#[component]
fn TabButton(props: &TabProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback((dispatch, props.tab), |_: MouseEvent, (dispatch, tab)| {
        if let Some(dispatch) = dispatch {
            dispatch.0.dispatch(Action::Tab(*tab));
        }
    });
    html! {
        <button type="button" data-tab={props.name} aria-pressed={if props.is_open { "true" } else { "false" }} {onclick}>
            { props.label }
        </button>
    }
}
