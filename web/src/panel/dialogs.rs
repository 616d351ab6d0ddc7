//! Dialogs: shortcuts, commands, what was imported, a link to copy.

use crate::browser::hash;
use crate::command::perform;
use crate::panel::glyph::{self, glyph};
use crate::store::Dispatch;
use std::rc::Rc;
use studio::action::{Action, Dialog};
use studio::command::Command;
use studio::link::LONGEST_LINK_BYTES;
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

/// Which dialog is open.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct DialogsProps {
    /// The open dialog.
    pub(crate) dialog: Option<Dialog>,
    /// The language.
    pub(crate) lang: Lang,
}

/// The open dialog, if any.
#[component]
pub(crate) fn Dialogs(props: &DialogsProps) -> Html {
    let lang = props.lang;
    let (name, title, content) = match props.dialog {
        None => return Html::default(),
        Some(Dialog::Help) => ("help", words::HELP, html! { <Help {lang} /> }),
        Some(Dialog::Palette) => ("palette", words::PALETTE, html! { <Palette {lang} /> }),
        Some(Dialog::Share) => ("share", words::SHARE, html! { <Share {lang} /> }),
    };
    html! { <Modal key={name} {name} title={title.in_lang(lang)} {lang}>{ content }</Modal> }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ModalProps {
    name: &'static str,
    title: &'static str,
    lang: Lang,
    children: Html,
}

/// A dialog over the page; Esc and a press beside it close it.
#[component]
fn Modal(props: &ModalProps) -> Html {
    let place = use_node_ref();
    let dispatch = use_context::<Dispatch>();
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = place.cast::<HtmlDialogElement>() {
                // One that is open already stays open.
                let _ = dialog.show_modal();
            }
        });
    }
    let shut = use_callback(dispatch.clone(), |_: Event, dispatch| {
        if let Some(dispatch) = dispatch {
            dispatch.0.dispatch(Action::Show(None));
        }
    });
    let onclick = {
        let place = place.clone();
        use_callback(dispatch, move |event: MouseEvent, dispatch| {
            let is_beside = event.target().is_some_and(|target| {
                place
                    .cast::<web_sys::Element>()
                    .is_some_and(|own| web_sys::EventTarget::from(own) == target)
            });
            let closes = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .and_then(|target| target.closest("[data-action=close]").ok().flatten())
                .is_some();
            if let (Some(dispatch), true) = (dispatch, is_beside || closes) {
                dispatch.0.dispatch(Action::Show(None));
            }
        })
    };
    html! {
        <dialog ref={place} class={classes!("modal", props.name)} role="dialog" aria-label={props.title} onclose={shut} {onclick}>
            <div class="modal-card">
                <div class="modal-head">
                    <h2>{ props.title }</h2>
                    <button type="button" class="small" data-action="close" aria-label={words::CLOSE.in_lang(props.lang)}>{ glyph(glyph::CROSS) }</button>
                </div>
                { props.children.clone() }
            </div>
        </dialog>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct LangProps {
    lang: Lang,
}

#[component]
fn Help(props: &LangProps) -> Html {
    let (with_keys, without): (Vec<Command>, Vec<Command>) = Command::ALL
        .iter()
        .copied()
        .partition(|command| !command.keys().is_empty());
    let lang = props.lang;
    html! {
        <>
            <dl key="keys" class="shortcuts">{ for with_keys.into_iter().map(|command| html! {
                <div key={command.says().en}>
                    <dt>{ for command.keys().iter().enumerate().map(|(at, key)| html! { <kbd key={at}>{ key.label }</kbd> }) }</dt>
                    <dd>{ command.says().in_lang(lang) }</dd>
                </div>
            }) }</dl>
            <h3 key="head">{ words::ALSO_COMMANDS.in_lang(lang) }</h3>
            <ul key="others" class="commands">{ for without.into_iter().map(|command| html! {
                <li key={command.says().en}>{ command.says().in_lang(lang) }</li>
            }) }</ul>
        </>
    }
}

#[component]
fn Palette(props: &LangProps) -> Html {
    let Some(dispatch) = use_context::<Dispatch>() else {
        return Html::default();
    };
    let lang = props.lang;
    let text = use_state_eq(String::new);
    let chosen = use_state_eq(|| 0_usize);
    let found: Vec<Command> = Command::ALL
        .iter()
        .copied()
        .filter(|command| *command != Command::Palette && fits(*command, &text))
        .collect();
    let oninput = {
        let (text, chosen) = (text.clone(), chosen.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
            {
                text.set(input.value());
                chosen.set(0);
            }
        })
    };
    let run = {
        let dispatch = dispatch.clone();
        Callback::from(move |command: Command| {
            dispatch.0.dispatch(Action::Show(None));
            perform(&Rc::clone(&dispatch.0), command);
        })
    };
    let onkeydown = {
        let (found, chosen, run) = (found.clone(), chosen.clone(), run.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = found.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" => chosen.set((*chosen + 1).min(last)),
                "ArrowUp" => chosen.set(chosen.saturating_sub(1)),
                "Enter" => {
                    if let Some(command) = found.get(*chosen) {
                        run.emit(*command);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    html! {
        <div class="palette-body">
            <input name="command" autofocus={true} value={(*text).clone()} placeholder={words::PALETTE_HINT.in_lang(lang)}
                aria-label={words::PALETTE_HINT.in_lang(lang)} {oninput} {onkeydown} spellcheck="false" autocomplete="off" />
            if found.is_empty() {
                <p class="hint" role="status">{ words::PALETTE_EMPTY.in_lang(lang) }</p>
            }
            <ul>{ for found.into_iter().enumerate().map(|(at, command)| {
                let onclick = run.reform(move |_: MouseEvent| command);
                html! {
                    <li key={command.says().en}>
                        <button type="button" aria-current={(at == *chosen).then_some("true")} {onclick}>
                            <span>{ command.says().in_lang(lang) }</span>
                            { for command.keys().iter().take(1).map(|key| html! { <kbd key={key.label}>{ key.label }</kbd> }) }
                        </button>
                    </li>
                }
            }) }</ul>
        </div>
    }
}

/// Whether a command is meant: by its name in either language.
fn fits(command: Command, text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let says = command.says();
    says.en.to_lowercase().contains(&text) || says.ja.to_lowercase().contains(&text)
}

#[component]
fn Share(props: &LangProps) -> Html {
    let Some(dispatch) = use_context::<Dispatch>() else {
        return Html::default();
    };
    let lang = props.lang;
    let link = hash::link_to(&dispatch.0.state());
    let length = link
        .as_ref()
        .map(|link| words::link_length(lang, link.len()));
    let save =
        Callback::from(move |_: MouseEvent| perform(&Rc::clone(&dispatch.0), Command::ExportJson));
    html! {
        <div class="share-body">
            if let Some(link) = link.filter(|link| link.len() <= LONGEST_LINK_BYTES) {
                <label>{ words::LINK_HERE.in_lang(lang) }<input name="link" readonly={true} value={link} /></label>
            } else {
                <p>{ words::LINK_TOO_LONG.in_lang(lang) }
                    if let Some(length) = length {
                        { format!(" ({length})") }
                    }
                </p>
                <button type="button" class="tool" data-action="export-json" onclick={save}>{ words::EXPORT_JSON.in_lang(lang) }</button>
            }
        </div>
    }
}
