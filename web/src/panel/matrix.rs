//! Every vantage's verdict for every target, as a grid; a cell opens its path.

use crate::panel::screens::ScreenSwitch;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::collections::BTreeSet;
use studio::action::Action;
use studio::question::Question;
use studio::screen::Screen;
use studio::survey::{
    COLUMNS, Grouping, Look, ROWS, Survey, SurveyGroup, SurveyLine, SurveyRow, SurveyTarget, Tally,
    sign, spoken,
};
use studio::words::outcome::outcome_says;
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct MatrixProps {
    /// The piece that is looked at.
    pub(crate) survey: Shared<Survey>,
    /// The language.
    pub(crate) lang: Lang,
}

/// The matrix.
#[component]
pub(crate) fn MatrixPanel(props: &MatrixProps) -> Html {
    let (survey, lang) = (&props.survey, props.lang);
    let say = |says: words::Says| says.in_lang(lang);
    let dispatch = use_context::<Dispatch>();
    use_effect_with((dispatch.clone(), survey.clone()), |(dispatch, _)| {
        if let Some(dispatch) = dispatch.clone() {
            crate::browser::page::after_paint(move || dispatch.0.painted());
        }
    });
    let look = {
        let dispatch = dispatch.clone();
        Callback::from(move |look: Look| {
            if let Some(dispatch) = &dispatch {
                dispatch.0.dispatch(Action::Look(look));
            }
        })
    };
    let onclick = use_callback(
        (dispatch, survey.clone()),
        |event: MouseEvent, (dispatch, survey)| {
            let Some(dispatch) = dispatch else { return };
            if let Some(key) = group_of(event.target()) {
                dispatch.0.dispatch(Action::Look(survey.look.turned(&key)));
            } else if let Some((row, column)) = place(event.target()) {
                open(dispatch, survey, row, column);
            }
        },
    );
    let filter = {
        let (look, now) = (look.clone(), survey.look.clone());
        Callback::from(move |event: InputEvent| {
            let input = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                look.emit(Look {
                    filter: input.value(),
                    row: 0,
                    ..now.clone()
                });
            }
        })
    };
    let group = {
        let (look, now) = (look.clone(), survey.look.clone());
        Callback::from(move |event: Event| {
            let select = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
            if let Some(grouping) = select.and_then(|it| Grouping::parse(&it.value())) {
                look.emit(Look {
                    grouping,
                    row: 0,
                    open: BTreeSet::new(),
                    ..now.clone()
                });
            }
        })
    };
    let port = {
        let (look, now) = (look.clone(), survey.look.clone());
        Callback::from(move |event: Event| {
            let input = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                let port = input.value().trim().parse().ok();
                // What is no port is not kept.
                input.set_value(&port.map_or_else(String::new, |it: u16| it.to_string()));
                look.emit(Look {
                    port,
                    ..now.clone()
                });
            }
        })
    };
    html! {
        <main class="stage matrix">
            <h1 class="unseen">{ say(words::MATRIX) }</h1>
            <div class="stage-bar">
                <ScreenSwitch screen={Screen::Matrix} {lang} />
                <input type="search" name="filter" value={survey.look.filter.clone()} placeholder={say(words::FILTER_VANTAGES)}
                    aria-label={say(words::FILTER_VANTAGES)} autocomplete="off" spellcheck="false" oninput={filter} />
                <select class="perspective" name="group" aria-label={say(words::GROUP_BY)} title={say(words::GROUP_BY)} onchange={group}>
                    { for Grouping::ALL.into_iter().map(|it| html! {
                        <option key={it.as_str()} value={it.as_str()} selected={it == survey.look.grouping}>{ say(it.says()) }</option>
                    }) }
                </select>
                <label class="matrix-port"><span>{ say(words::PORT) }</span>
                    <input name="matrix-port" value={survey.look.port.map_or_else(String::new, |it| it.to_string())} inputmode="numeric" maxlength="5" placeholder={say(words::EACH_ITS_OWN)}
                        autocomplete="off" aria-label={say(words::PORT_OF_MATRIX)} title={say(words::PORT_OF_MATRIX)} onchange={port} /></label>
                <Pager name="rows" at={survey.look.row} size={ROWS} count={survey.rows} {lang} earlier={words::EARLIER} later={words::LATER}
                    go={let (look, now) = (look.clone(), survey.look.clone()); Callback::from(move |row| look.emit(Look { row, ..now.clone() }))} />
                <Pager name="columns" at={survey.look.column} size={COLUMNS} count={survey.columns} {lang} earlier={words::EARLIER_TARGETS} later={words::LATER_TARGETS}
                    go={let now = survey.look.clone(); Callback::from(move |column| look.emit(Look { column, ..now.clone() }))} />
            </div>
            if survey.targets.is_empty() {
                <p class="hint">{ say(words::MATRIX_EMPTY) }</p>
            } else {
                <div class="matrix-room">
                    <table role="grid" aria-label={say(words::MATRIX_CAPTION)} aria-rowcount={(survey.rows + 1).to_string()}
                        aria-colcount={(survey.columns + 1).to_string()} {onclick} onkeydown={Callback::from(|event: KeyboardEvent| walk(&event))}>
                        <thead>{ head(survey, lang) }</thead>
                        <tbody>{ for survey.lines.iter().enumerate().map(|(at, it)| match it {
                            SurveyLine::Group(group) => group_line(at, group, survey, lang),
                            SurveyLine::Vantage(row) => line(at, row, survey, lang),
                        }) }</tbody>
                    </table>
                </div>
                <p class="hint matrix-caption">{ say(words::MATRIX_CAPTION) }</p>
            }
        </main>
    }
}

fn head(survey: &Survey, lang: Lang) -> Html {
    html! {
        <tr role="row" aria-rowindex="1">
            <th key="corner" scope="col" class="corner"><span>{ words::FROM.in_lang(lang) }{ " \\ " }{ words::TO.in_lang(lang) }</span></th>
            { for survey.targets.iter().map(|it| html! {
                <th key={it.id.clone()} scope="col" title={it.id.clone()}>
                    <span class="target-head"><span class="target-name">{ it.name.clone() }</span>{ " " }<span class="target-port">{ format!(":{}", it.port) }</span></span>
                    <span class="target-id">{ it.id.clone() }</span></th>
            }) }
        </tr>
    }
}

fn line(at: usize, row: &SurveyRow, survey: &Survey, lang: Lang) -> Html {
    html! {
        <tr key={row.from.clone()} role="row" aria-rowindex={(survey.look.row + at + 2).to_string()}>
            <th key="vantage" scope="row" title={row.from.clone()}><span class="target-name">{ row.name.clone() }</span><span class="target-id">{ row.detail.clone() }</span></th>
            { for row.cells.iter().zip(&survey.targets).enumerate().map(|(column, (cell, SurveyTarget { id, name, .. }))| {
                let label = spoken(cell, &row.name, name, lang);
                // The keyboard comes to the first cell and goes on by arrows.
                let tabindex = if at == 0 && column == 0 { "0" } else { "-1" };
                html! {
                    <td key={id.clone()} role="gridcell" aria-colindex={(survey.look.column + column + 2).to_string()}>
                        <button type="button" class={classes!("verdict", cell.outcome.as_str())} {tabindex} data-row={at.to_string()} data-column={column.to_string()}
                            data-outcome={cell.outcome.as_str()} data-verdict={cell.code.as_str()} title={label.clone()} aria-label={label}>
                            <span class="verdict-sign">{ sign(cell.outcome) }</span>
                            <span class="verdict-word">{ outcome_says(cell.outcome).in_lang(lang) }</span>
                        </button>
                    </td>
                }
            }) }
        </tr>
    }
}

/// The line of a group: how many of its verdicts are which; it unfolds.
fn group_line(at: usize, group: &SurveyGroup, survey: &Survey, lang: Lang) -> Html {
    html! {
        <tr key={format!("group-{}", group.key)} class="group" role="row" aria-rowindex={(survey.look.row + at + 2).to_string()}>
            <th key="group" scope="row" title={group.key.clone()}>
                <button type="button" class="fold" data-group={group.key.clone()} aria-expanded={if group.is_open { "true" } else { "false" }}>
                    <span class="target-name">{ group.name.clone() }</span>
                    <span class="target-id">{ words::vantages_of_group(lang, group.count) }</span>
                </button>
            </th>
            { for group.tallies.iter().zip(&survey.targets).enumerate().map(|(column, (tally, SurveyTarget { id, name, .. }))| {
                let label = tally.spoken(&group.name, name, lang);
                let tabindex = if at == 0 && column == 0 { "0" } else { "-1" };
                let class = classes!("verdict", "tally", tally.agreed().map_or("mixed", |it| it.as_str()));
                html! {
                    <td key={id.clone()} role="gridcell" aria-colindex={(survey.look.column + column + 2).to_string()}>
                        <button type="button" {class} {tabindex} data-group={group.key.clone()} data-row={at.to_string()} data-column={column.to_string()}
                            title={label.clone()} aria-label={label}>{ counts(tally) }</button>
                    </td>
                }
            }) }
        </tr>
    }
}

fn counts(tally: &Tally) -> Html {
    let one = |(outcome, count): (_, usize)| {
        let sign = sign(outcome);
        html! { <span key={sign} class={outcome.as_str()}><b>{ sign }</b>{ format!("\u{2009}{count}") }</span> }
    };
    tally.each().map(one).collect()
}

fn group_of(target: Option<web_sys::EventTarget>) -> Option<String> {
    let element = target?.dyn_into::<Element>().ok()?;
    let button = element.closest("[data-group]").ok().flatten()?;
    button.get_attribute("data-group")
}

fn place(target: Option<web_sys::EventTarget>) -> Option<(usize, usize)> {
    let element = target?.dyn_into::<Element>().ok()?;
    let cell = element.closest("[data-row]").ok().flatten()?;
    let number = |name: &str| cell.get_attribute(name)?.parse().ok();
    Some((number("data-row")?, number("data-column")?))
}

fn open(dispatch: &Dispatch, survey: &Survey, row: usize, column: usize) {
    let (Some(SurveyLine::Vantage(from)), Some(SurveyTarget { id: to, port, .. })) =
        (survey.lines.get(row), survey.targets.get(column))
    else {
        return;
    };
    let question = Question::of_target(&from.from, &format!("{to}:{port}"), "tcp");
    dispatch.0.dispatch(Action::Screen(Screen::Path));
    dispatch.0.dispatch(Action::AskThis(question));
}

/// Arrows, Home and End go from cell to cell.
fn walk(event: &KeyboardEvent) {
    let Some((row, column)) = place(event.target()) else {
        return;
    };
    let (row, column) = match event.key().as_str() {
        "ArrowRight" => (row, column + 1),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowDown" => (row + 1, column),
        "ArrowUp" => (row.saturating_sub(1), column),
        "Home" => (row, 0),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let table = event
        .current_target()
        .or_else(|| event.target())
        .and_then(|it| it.dyn_into::<Element>().ok())
        .and_then(|it| it.closest("table").ok().flatten());
    let next = table.and_then(|table| {
        let wanted = format!("[data-row='{row}'][data-column='{column}']");
        table.query_selector(&wanted).ok().flatten()
    });
    if let Some(next) = next.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // A cell that is gone takes no focus.
        let _ = next.focus();
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PagerProps {
    name: &'static str,
    at: usize,
    size: usize,
    count: usize,
    earlier: words::Says,
    later: words::Says,
    go: Callback<usize>,
    lang: Lang,
}

/// On through what is too much for one look; nothing where it is not.
#[component]
fn Pager(props: &PagerProps) -> Html {
    let (at, size, count) = (props.at, props.size, props.count);
    if count <= size {
        return Html::default();
    }
    let go = |to: usize| props.go.reform(move |_: MouseEvent| to);
    let last = (at + size).min(count);
    html! {
        <div class="pager" data-pager={props.name}>
            <button type="button" class="small" disabled={at == 0} aria-label={props.earlier.in_lang(props.lang)} onclick={go(at.saturating_sub(size))}>{ "‹" }</button>
            <span role="status">{ words::pieces(props.lang, at + 1, last, count) }</span>
            <button type="button" class="small" disabled={last == count} aria-label={props.later.in_lang(props.lang)} onclick={go(at + size)}>{ "›" }</button>
        </div>
    }
}
