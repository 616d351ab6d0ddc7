//! A button that gives a command.

use crate::command::perform;
use crate::store::Dispatch;
use std::rc::Rc;
use studio::command::Command;
use studio::words::Lang;
use yew::prelude::*;

/// A button and its command.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ToolProps {
    /// What it gives.
    pub(crate) command: Command,
    /// Its name for scripts, `data-action`, where that is not the command's.
    #[prop_or_default]
    pub(crate) action: Option<&'static str>,
    /// The language.
    pub(crate) lang: Lang,
    /// More classes.
    #[prop_or("tool")]
    pub(crate) class: &'static str,
    /// Whether it can be pressed.
    #[prop_or(true)]
    pub(crate) is_enabled: bool,
    /// What is said of it, where that is not the command's name.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    /// What is on it.
    pub(crate) children: Html,
}

/// A button.
#[component]
pub(crate) fn Tool(props: &ToolProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback(
        (dispatch, props.command),
        |event: MouseEvent, (dispatch, command)| {
            crate::browser::page::close_menu(&event);
            if let Some(dispatch) = dispatch {
                perform(&Rc::clone(&dispatch.0), *command);
            }
        },
    );
    let name = props
        .label
        .clone()
        .unwrap_or_else(|| props.command.says().in_lang(props.lang).into());
    let title = match props.command.keys().first() {
        Some(key) => format!("{name} ({})", key.label),
        None => name.to_string(),
    };
    html! {
        <button type="button" class={props.class} data-action={props.action.unwrap_or(props.command.name())} {title} aria-label={name}
            disabled={!props.is_enabled} {onclick}>
            { props.children.clone() }
        </button>
    }
}
