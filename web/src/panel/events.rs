//! Every event as a row, in step with the picture.

use crate::store::Dispatch;
use studio::action::{Action, Move, Tab};
use studio::timeline::{BeatMark, Lane};
use studio::view::Tick;
use studio::words::{self, Lang};
use web_sys::Element;
use yew::prelude::*;

/// What the list shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct EventsProps {
    /// One for each event.
    pub(crate) ticks: Vec<Tick>,
    /// The current event, from 1.
    pub(crate) event: usize,
    /// The language.
    pub(crate) lang: Lang,
}

/// The list.
#[component]
pub(crate) fn EventList(props: &EventsProps) -> Html {
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with(props.event, move |event| {
            let row = list.cast::<Element>().and_then(|list| {
                list.query_selector(&format!("[data-event='{event}']"))
                    .ok()
                    .flatten()
            });
            if let (Some(row), Some(list)) = (row, list.cast::<Element>()) {
                follow(&list, &row);
            }
        });
    }
    html! {
        <section class="events">
            <h2>{ words::EVENTS.in_lang(props.lang) }</h2>
            <ol ref={list}>{ for props.ticks.iter().map(|tick| html! {
                <EventRow key={tick.number} tick={tick.clone()} lang={props.lang} is_now={tick.number == props.event} is_past={tick.number < props.event} />
            }) }</ol>
        </section>
    }
}

/// Scrolls the list, and nothing around it, to a row that is outside: to its middle, so that what comes before and after
/// is seen, too.
fn follow(list: &Element, row: &Element) {
    let (inside, outside) = (
        row.get_bounding_client_rect(),
        list.get_bounding_client_rect(),
    );
    if outside.height() < 1.0 || list.scroll_height() <= list.client_height() {
        return;
    }
    if inside.top() < outside.top() || inside.bottom() > outside.bottom() {
        let middle = |rect: &web_sys::DomRect| f64::midpoint(rect.top(), rect.bottom());
        list.scroll_by_with_x_and_y(0.0, middle(&inside) - middle(&outside));
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct RowProps {
    tick: Tick,
    lang: Lang,
    is_now: bool,
    is_past: bool,
}

#[component]
fn EventRow(props: &RowProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let tick = &props.tick;
    let onclick = use_callback(
        (dispatch, tick.number),
        |_: MouseEvent, (dispatch, number)| {
            if let Some(dispatch) = dispatch {
                dispatch.0.dispatch(Action::Play(Move::To(*number)));
                dispatch.0.dispatch(Action::Tab(Tab::Why));
            }
        },
    );
    let (sign, mark) = match tick.mark {
        BeatMark::Stopped => ("✕", "stop"),
        BeatMark::Unknown => ("?", "unknown"),
        BeatMark::Passed => ("✓", "ok"),
        BeatMark::Settled => ("→", "settled"),
        BeatMark::Moved => ("·", "moved"),
    };
    let lane = match tick.lane {
        Lane::Dns => "dns",
        Lane::Packet => "packet",
    };
    let class = classes!(
        "event",
        lane,
        mark,
        props.is_past.then_some("past"),
        tick.hypothetical.then_some("hypothetical"),
    );
    html! {
        <li {class} data-event={tick.number.to_string()} aria-current={props.is_now.then_some("step")}>
            <button type="button" {onclick}>
                <span class="event-number" aria-hidden="true">{ tick.number }</span>
                <span class="event-sign" aria-hidden="true">{ sign }</span>
                <span class="event-title">
                    if tick.hypothetical {
                        <span class="unseen">{ words::IF_LIFTED.in_lang(props.lang) }{ " " }</span>
                    }
                    { tick.title.clone() }
                </span>
            </button>
        </li>
    }
}
