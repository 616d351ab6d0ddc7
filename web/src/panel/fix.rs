//! What must change, in order, and edits that were tried, each one press away.

use crate::store::Dispatch;
use studio::action::{Action, Edit, Move};
use studio::view::{Blocker, DiffLine, EditView, FixView};
use studio::words::{self, Lang};
use yew::prelude::*;

/// What blocks.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct BlockerProps {
    /// All that must change, in order.
    pub(crate) blockers: Vec<Blocker>,
    /// The language.
    pub(crate) lang: Lang,
}

/// All that must change; a press goes to the event that tells it.
#[component]
pub(crate) fn Blockers(props: &BlockerProps) -> Html {
    html! {
        <section class="notes blockers">
            <h3>{ words::BLOCKERS.in_lang(props.lang) }</h3>
            <ol>{ for props.blockers.iter().enumerate().map(|(at, it)| html! {
                <li key={at}><BlockerRow blocker={it.clone()} number={at + 1} /></li>
            }) }</ol>
        </section>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct RowProps {
    blocker: Blocker,
    number: usize,
}

#[component]
fn BlockerRow(props: &RowProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let it = &props.blocker;
    let onclick = use_callback((dispatch, it.event), |_: MouseEvent, (dispatch, event)| {
        if let (Some(dispatch), Some(event)) = (dispatch, event) {
            dispatch.0.dispatch(Action::Play(Move::To(*event)));
        }
    });
    html! {
        <button type="button" class="blocker" disabled={it.event.is_none()} {onclick}>
            <span class="blocker-number">{ props.number }</span>
            <span><b>{ it.name.clone() }</b>{ " " }{ it.sentence.clone() }</span>
        </button>
    }
}

/// What helps.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct FixProps {
    /// What was tried and helps.
    pub(crate) fixes: Vec<FixView>,
    /// Whether it has yet to be looked for.
    pub(crate) may_seek: bool,
    /// The language.
    pub(crate) lang: Lang,
}

/// Fixes with what they change.
#[component]
pub(crate) fn Fixes(props: &FixProps) -> Html {
    let lang = props.lang;
    let dispatch = use_context::<Dispatch>();
    let seek = use_callback(dispatch, |_: MouseEvent, dispatch| {
        if let Some(dispatch) = dispatch {
            dispatch.0.dispatch(Action::FindFixes);
        }
    });
    html! {
        <section class="fixes">
            <h3>{ words::FIXES.in_lang(lang) }</h3>
            if props.may_seek {
                <button type="button" class="tool" data-action="find-fixes" onclick={seek}>{ words::FIND_FIXES.in_lang(lang) }</button>
            }
            if props.fixes.is_empty() && !props.may_seek {
                <p class="hint">{ words::NO_FIXES.in_lang(lang) }</p>
            }
            { for props.fixes.iter().map(|fix| html! {
                <FixCard key={fix.number} fix={fix.clone()} is_only={props.fixes.len() == 1} {lang} />
            }) }
        </section>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct CardProps {
    fix: FixView,
    is_only: bool,
    lang: Lang,
}

#[component]
fn FixCard(props: &CardProps) -> Html {
    let (fix, lang) = (&props.fix, props.lang);
    let dispatch = use_context::<Dispatch>();
    let apply = use_callback(
        (dispatch, fix.number),
        |_: MouseEvent, (dispatch, number)| {
            if let Some(dispatch) = dispatch {
                let at = number.saturating_sub(1);
                dispatch.0.dispatch(Action::Edit(Edit::Fix(at)));
            }
        },
    );
    let name = words::fix_number(lang, fix.number);
    html! {
        <article class="fix" data-fix={fix.number.to_string()} aria-label={name.clone()}>
            <div class="fix-head">
                <span>{ if props.is_only { String::new() } else { name } }</span>
                <button type="button" class="tool" data-action="apply-fix" onclick={apply}>{ words::APPLY.in_lang(lang) }</button>
            </div>
            { for fix.edits.iter().enumerate().map(|(at, edit)| edit_view(at, edit, lang)) }
        </article>
    }
}

fn edit_view(at: usize, edit: &EditView, lang: Lang) -> Html {
    html! {
        <div key={at} class="edit">
            <p>{ edit.says.clone() }</p>
            { for edit.changes.iter().enumerate().map(|(at, change)| html! {
                <div key={at} class="diff" tabindex="0" role="group" aria-label={change.head.clone()}>
                    <p class="diff-head">{ change.head.clone() }</p>
                    { for change.lines.iter().enumerate().map(|(at, line)| diff_line(at, line, lang)) }
                </div>
            }) }
        </div>
    }
}

fn diff_line(at: usize, line: &DiffLine, lang: Lang) -> Html {
    let (class, sign, word) = if line.is_new {
        ("come", "+", words::ADDED)
    } else {
        ("gone", "−", words::REMOVED)
    };
    html! {
        <p key={at} {class}>
            <span class="diff-sign" aria-hidden="true">{ sign }</span>
            <span class="unseen">{ format!("{}: ", word.in_lang(lang)) }</span>{ line.text.clone() }
        </p>
    }
}
