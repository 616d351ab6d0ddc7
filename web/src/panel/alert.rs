//! What must be read: problems with files, short words, and that something is being read.

use crate::browser::page;
use crate::panel::door;
use crate::panel::glyph::{self, glyph};
use crate::shared::Shared;
use crate::store::Dispatch;
use studio::action::{Action, Busy, Notice};
use studio::report::Problem;
use studio::words::{self, Lang};
use yew::prelude::*;

/// How long a short word stays.
const NOTICE_MILLIS: i32 = 5_000;

/// The most problems shown at once.
const MOST: usize = 5;

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct AlertProps {
    /// What could not be read.
    pub(crate) problems: Shared<Vec<Problem>>,
    /// A short word.
    pub(crate) notice: Option<Notice>,
    /// How far files have been read, while they are.
    pub(crate) busy: Option<Busy>,
    /// Whether files hover over the page.
    pub(crate) is_dropping: bool,
    /// The language.
    pub(crate) lang: Lang,
}

/// The words.
#[component]
pub(crate) fn Alerts(props: &AlertProps) -> Html {
    let lang = props.lang;
    let dispatch = use_context::<Dispatch>();
    use_effect_with((dispatch, props.notice), |(dispatch, notice)| {
        if let (Some(dispatch), Some(_)) = (dispatch.clone(), notice) {
            page::after_millis(NOTICE_MILLIS, move || {
                // A problem that came meanwhile stays until it is read.
                if dispatch.0.state().problems.is_empty() {
                    dispatch.0.dispatch(Action::Dismiss);
                }
            });
        }
    });
    let notice = props.notice.map(|notice| match notice {
        Notice::LinkCopied => words::LINK_COPIED,
        Notice::LinkTooLong => words::LINK_TOO_LONG,
        Notice::PictureFailed => words::PICTURE_FAILED,
    });
    html! {
        <div class="words">
            if !props.problems.is_empty() {
                <div class="problem" role="alert">
                    <div class="problem-head"><b>{ words::PROBLEM.in_lang(lang) }</b><Dismiss {lang} /></div>
                    <ul>{ for props.problems.iter().take(MOST).enumerate().map(|(at, it)| problem(at, it, lang)) }</ul>
                    if props.problems.len() > MOST {
                        <p>{ words::and_more(lang, props.problems.len() - MOST) }</p>
                    }
                </div>
            }
            <div class="notices" role="status">
                if let Some(busy) = props.busy {
                    <Progress {busy} {lang} />
                }
                if let Some(notice) = notice {
                    <p class="notice">{ notice.in_lang(lang) }<Dismiss {lang} /></p>
                }
            </div>
            if props.is_dropping {
                <p class="drop-here">{ words::DROP_HERE.in_lang(lang) }</p>
            }
        </div>
    }
}

fn problem(at: usize, it: &Problem, lang: Lang) -> Html {
    html! {
        <li key={at}>
            if !it.file.is_empty() {
                <b class="problem-file">{ it.file.clone() }</b>
            }
            if it.line > 0 {
                <span class="problem-place">{ words::line_column(lang, it.line, it.column) }</span>
            }
            <span>{ it.message.clone() }</span>
        </li>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ProgressProps {
    busy: Busy,
    lang: Lang,
}

/// How far the reading has come, and a way out of it.
#[component]
fn Progress(props: &ProgressProps) -> Html {
    let lang = props.lang;
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback(dispatch, |_: MouseEvent, dispatch| {
        if let Some(dispatch) = dispatch {
            door::cancel(&dispatch.0);
        }
    });
    let (text, read) = match props.busy {
        Busy::Reading { read, count } => {
            let share = (read.to_string(), count.to_string());
            (words::reading_files(lang, read, count), Some(share))
        }
        Busy::Understanding { percent } => {
            let share = (percent.to_string(), "100".to_owned());
            (words::UNDERSTANDING.in_lang(lang).to_owned(), Some(share))
        }
        Busy::Drawing => (words::DRAWING.in_lang(lang).to_owned(), None),
    };
    html! {
        <div class="notice progress">
            <span>{ text.clone() }</span>
            if let Some((value, max)) = read {
                <progress key="known" {value} {max} aria-label={text} />
            } else {
                <progress key="unknown" aria-label={text} />
            }
            if props.busy != Busy::Drawing {
                <button type="button" class="tool" data-action="cancel" {onclick}>{ words::CANCEL.in_lang(lang) }</button>
            }
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct DismissProps {
    lang: Lang,
}

#[component]
fn Dismiss(props: &DismissProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback(dispatch, |_: MouseEvent, dispatch| {
        if let Some(dispatch) = dispatch {
            dispatch.0.dispatch(Action::Dismiss);
        }
    });
    html! {
        <button type="button" class="small" data-action="dismiss" aria-label={words::CLOSE.in_lang(props.lang)} {onclick}>{ glyph(glyph::CROSS) }</button>
    }
}
