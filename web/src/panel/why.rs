//! The right panel: the current event with its reason, or the selected resource.

use crate::panel::fix::{Blockers, Fixes};
use crate::panel::glyph::{self, glyph};
use crate::panel::table::DecidingTable;
use crate::panel::thing::ThingPanel;
use crate::panel::unsaid::UnsaidList;
use crate::store::Dispatch;
use studio::action::{Action, Move};
use studio::timeline::BeatMark;
use studio::view::{EventView, Sum, Why};
use studio::words::{self, Lang, Says};
use yew::prelude::*;

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct WhyProps {
    /// Its words.
    pub(crate) why: Why,
    /// What is said where nothing is asked.
    pub(crate) nothing: Option<&'static str>,
    /// The language.
    pub(crate) lang: Lang,
}

/// The panel.
#[component]
pub(crate) fn WhyPanel(props: &WhyProps) -> Html {
    let (why, lang) = (&props.why, props.lang);
    html! {
        <div class="why" tabindex="0" role="region" aria-label={words::WHY.in_lang(lang)}>
            if let Some(thing) = &why.thing {
                <ThingPanel thing={thing.clone()} {lang} />
            } else {
                if let Some(event) = &why.event {
                    { event_panel(event, lang) }
                }
                if let Some(nothing) = props.nothing {
                    <p class="nothing">{ nothing }</p>
                }
                if !why.unsaid.is_empty() {
                    <UnsaidList unsaid={why.unsaid.clone()} {lang} />
                }
                if !why.blockers.is_empty() {
                    <Blockers blockers={why.blockers.clone()} {lang} />
                }
                if !why.blockers.is_empty() {
                    <Fixes fixes={why.fixes.clone()} may_seek={why.may_seek_fixes} {lang} />
                }
                { notes("warnings", words::WARNINGS, &why.warnings, lang) }
                if let Some(lesson) = why.lesson {
                    <section class="lesson">
                        <h3>{ words::LESSON.in_lang(lang) }</h3>
                        <p>{ lesson }</p>
                    </section>
                }
            }
        </div>
    }
}

fn event_panel(event: &EventView, lang: Lang) -> Html {
    let class = classes!(
        "event-full",
        match event.mark {
            BeatMark::Stopped => Some("stop"),
            BeatMark::Unknown => Some("unknown"),
            BeatMark::Passed | BeatMark::Settled | BeatMark::Moved => None,
        }
    );
    html! {
        <article {class}>
            <p class="place">{ event.place.clone() }</p>
            <h2 class="title">
                if event.mark == BeatMark::Stopped {
                    { glyph(glyph::CROSS) }
                }
                { event.title.clone() }
            </h2>
            if let Some(stopped) = event.stopped {
                <p class="stopped">{ stopped }</p>
            }
            if let Some(unknown) = &event.unknown {
                <p class="note">{ unknown.clone() }</p>
            }
            if let Some(observed) = event.observed {
                <p class="observed">{ observed }</p>
            }
            if let Some(asked) = &event.asked {
                <section class="asked"><h3>{ words::QUESTION_HERE.in_lang(lang) }</h3><p>{ asked.clone() }</p></section>
            }
            if event.hypothetical {
                <p class="supposed">{ words::HYPOTHETICAL.in_lang(lang) }</p>
            }
            if let Some(table) = &event.table {
                <DecidingTable table={table.clone()} {lang} />
            }
            if !event.sum.is_empty() {
                <SumUp sum={event.sum.clone()} {lang} />
            }
            { answers(event, lang) }
            { headers(event, lang) }
            { law(event, lang) }
        </article>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct SumProps {
    sum: Vec<Sum>,
    lang: Lang,
}

/// The answer in a few lines; what an event tells leads to it.
#[component]
fn SumUp(props: &SumProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let goes_to = |event: usize| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dispatch) = &dispatch {
                dispatch.0.dispatch(Action::Play(Move::To(event)));
            }
        })
    };
    html! {
        <section class="sum">
            <h3>{ words::IN_SHORT.in_lang(props.lang) }</h3>
            <dl>{ for props.sum.iter().map(|line| html! {
                <div key={line.name} class={line.is_way.then_some("on-a-way")}>
                    <dt>{ line.name }</dt>
                    <dd>{ for line.parts.iter().enumerate().map(|(at, part)| match part.event {
                        Some(event) => html! { <button key={at} type="button" onclick={goes_to(event)}>{ part.text.clone() }</button> },
                        None => html! { <span key={at}>{ part.text.clone() }</span> },
                    }) }</dd>
                </div>
            }) }</dl>
        </section>
    }
}

fn answers(event: &EventView, lang: Lang) -> Html {
    if event.answers.is_empty() {
        return Html::default();
    }
    html! {
        <section class="answers">
            <h3>{ words::ANSWER_HERE.in_lang(lang) }</h3>
            <ul>{ for event.answers.iter().enumerate().map(|(at, (name, kind, value, ttl))| html! {
                <li key={at}><span class="answer-name">{ name.clone() }</span>
                    <span>{ format!("{ttl} {kind}") }</span><b>{ value.clone() }</b></li>
            }) }</ul>
        </section>
    }
}

fn headers(event: &EventView, lang: Lang) -> Html {
    if event.headers.is_empty() {
        return Html::default();
    }
    html! {
        <section class="headers">
            <h3>{ words::PACKET_HERE.in_lang(lang) }</h3>
            <dl>{ for event.headers.iter().map(|(name, value, was)| html! {
                <div key={*name}>
                    <dt>{ *name }</dt>
                    <dd>{ value.clone() }
                        if let Some(was) = was {
                            <span class="was">{ format!("{} {was}", words::WAS.in_lang(lang)) }</span>
                        }
                    </dd>
                </div>
            }) }</dl>
        </section>
    }
}

fn law(event: &EventView, lang: Lang) -> Html {
    let Some(law) = event.law else {
        return Html::default();
    };
    html! {
        <section class="law">
            <h3>{ words::WHY.in_lang(lang) }</h3>
            <p>{ law }
                if let Some(source) = event.source {
                    { " " }<a href={source} target="_blank" rel="noreferrer">{ words::AWS_DOCUMENTATION.in_lang(lang) }{ " ↗" }</a>
                }
            </p>
        </section>
    }
}

fn notes(class: &'static str, head: Says, notes: &[(String, String)], lang: Lang) -> Html {
    if notes.is_empty() {
        return Html::default();
    }
    html! {
        <section class={classes!("notes", class)}>
            <h3>{ head.in_lang(lang) }</h3>
            <ul>{ for notes.iter().enumerate().map(|(at, (name, sentence))| html! {
                <li key={at}><b>{ name.clone() }</b>{ " " }{ sentence.clone() }</li>
            }) }</ul>
        </section>
    }
}
