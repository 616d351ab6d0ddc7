//! The comparison beside the picture: a card for each vantage, with what decided its answer.

use crate::panel::glyph::{self, glyph};
use crate::panel::timeline::verdict_chip;
use crate::store::Dispatch;
use studio::action::Action;
use studio::compare::letter;
use studio::outline::Row;
use studio::question::Field;
use studio::screen::Screen;
use studio::view::compare::{CompareRow, CompareView};
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What is compared.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct CompareProps {
    /// Its words.
    pub(crate) compare: CompareView,
    /// The language.
    pub(crate) lang: Lang,
}

/// The comparison as a table.
#[component]
pub(crate) fn ComparePanel(props: &CompareProps) -> Html {
    let (compare, lang) = (&props.compare, props.lang);
    let say = |says: words::Says| says.in_lang(lang);
    html! {
        <section class="compare" tabindex="0" role="region" aria-label={say(words::COMPARED)}>
            <p class="place">{ say(words::COMPARED) }</p>
            <h2 class="title">{ compare.target.clone() }</h2>
            <table>
                <caption class="unseen">{ say(words::COMPARED) }</caption>
                <thead class="unseen"><tr>
                    <th scope="col">{ say(words::FROM) }</th>
                    <th scope="col">{ say(words::ADDRESSES) }</th>
                    <th scope="col">{ say(words::DECIDED_BY) }</th>
                    <th scope="col">{ say(words::VERDICT) }</th>
                    <th scope="col">{ say(words::MORE) }</th>
                </tr></thead>
                <tbody>{ for compare.rows.iter().enumerate().map(|(at, row)| html! {
                    <VantageRow key={row.from.clone()} {at} row={row.clone()} is_only={compare.rows.len() == 1} {lang} />
                }) }</tbody>
            </table>
            if !compare.others.is_empty() {
                <AddVantage others={compare.others.clone()} {lang} />
            }
        </section>
    }
}

/// A letter with the line it stands for.
pub(crate) fn swatch(at: usize) -> Html {
    html! {
        <svg class={classes!("swatch", format!("line-{at}"))} width="46" height="20" viewBox="0 0 46 20" aria-hidden="true">
            <path key="line" class="way" d="M20 10H46" />
            <circle key="dot" cx="10" cy="10" r="9" />
            <text key="letter" x="10" y="14" text-anchor="middle">{ letter(at) }</text>
        </svg>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct RowProps {
    at: usize,
    row: CompareRow,
    is_only: bool,
    lang: Lang,
}

#[component]
fn VantageRow(props: &RowProps) -> Html {
    let (row, lang) = (&props.row, props.lang);
    let say = |says: words::Says| says.in_lang(lang);
    let dispatch = use_context::<Dispatch>();
    let open = use_callback(
        (dispatch.clone(), row.from.clone()),
        |_: MouseEvent, (dispatch, from)| {
            if let Some(dispatch) = dispatch {
                let question = dispatch.0.state().question.with(Field::From, from);
                dispatch.0.dispatch(Action::Screen(Screen::Path));
                dispatch.0.dispatch(Action::AskThis(question));
            }
        },
    );
    let remove = use_callback(
        (dispatch, row.from.clone()),
        |_: MouseEvent, (dispatch, from)| {
            if let Some(dispatch) = dispatch {
                dispatch.0.dispatch(Action::Vantage(from.clone()));
            }
        },
    );
    let zone = match &row.zone {
        Some((domain, by)) if by == domain => html! { <b>{ domain.clone() }</b> },
        Some((domain, by)) => {
            html! { <><b key="domain">{ domain.clone() }</b><span key="by">{ by.clone() }</span></> }
        }
        None if row.answers.is_empty() => html! { <span>{ say(words::NO_NAME) }</span> },
        None => html! { <span>{ say(words::NO_ZONE) }</span> },
    };
    html! {
        <tr data-compare={row.from.clone()}>
            <th scope="row">{ swatch(props.at) }<span class="vantage-name">{ row.name.clone() }</span></th>
            <td class="addresses">{ for row.answers.iter().map(|it| html! { <b key={it.clone()}>{ it.clone() }</b> }) }</td>
            <td class="zone"><span class="cell-head" aria-hidden="true">{ say(words::DECIDED_BY) }</span>{ zone }</td>
            <td class="ended">{ verdict_chip(&row.verdict) }</td>
            <td class="now-there"><span>{ row.event.clone() }</span></td>
            <td class="row-tools">
                <button type="button" class="tool" data-action="open-path" onclick={open} aria-label={format!("{}: {}", say(words::OPEN_PATH), row.name)}>{ say(words::OPEN_PATH) }</button>
                if !props.is_only {
                    <button type="button" class="small" data-action="remove-vantage" onclick={remove} aria-label={format!("{}: {}", say(words::REMOVE), row.name)}>{ glyph(glyph::CROSS) }</button>
                }
            </td>
        </tr>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct AddProps {
    others: Vec<Row>,
    lang: Lang,
}

#[component]
fn AddVantage(props: &AddProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onchange = use_callback(dispatch, |event: Event, dispatch| {
        let select = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
        if let (Some(dispatch), Some(select)) = (dispatch, select) {
            let from = select.value();
            select.set_value("");
            dispatch.0.dispatch(Action::Vantage(from));
        }
    });
    let label = words::ADD_VANTAGE.in_lang(props.lang);
    html! {
        <select class="add-vantage tool" name="vantage" aria-label={label} {onchange}>
            <option value="" selected={true}>{ format!("+ {label}") }</option>
            { for props.others.iter().map(|row| {
                let value = if row.id == "internet" { row.id.clone() } else { row.text.clone() };
                html! { <option key={row.id.clone()} {value}>{ format!("{} {}", row.text, row.detail) }</option> }
            }) }
        </select>
    }
}
