//! The place of the diagram: what is drawn, and how it is moved by hand.

use crate::diagram::boxes::{BoxShape, Heading, Source};
use crate::diagram::camera::Camera;
use crate::diagram::edges::EdgeShape;
use crate::diagram::follow::use_view;
use crate::diagram::lines::{Letters, Lines};
use crate::diagram::minimap::{self, Minimap};
use crate::diagram::names::Names;
use crate::diagram::notes::notes_shape;
use crate::diagram::overview::Overview;
use crate::diagram::plan::plan_shape;
use crate::diagram::player::Player;
use crate::diagram::trail::{Signs, Trail};
use crate::diagram::window::{Window, use_window};
use crate::panel::perspective::PerspectiveSwitch;
use crate::panel::pointer::use_pointer;
use crate::panel::screens::ScreenSwitch;
use crate::panel::vantage::VantageSwitch;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::collections::BTreeSet;
use std::rc::Rc;
use studio::answer::Answer;
use studio::compare::Comparison;
use studio::geometry::{Point, Rect};
use studio::link::Embed;
use studio::perspective::{Perspective, lit, notes};
use studio::plan;
use studio::report::Report;
use studio::scene::Scene;
use studio::screen::Screen;
use studio::state::Playhead;
use studio::timeline::BeatMark;
use studio::words::{self, Lang};
use yew::prelude::*;

/// With more boxes than this the keyboard goes through the outline instead.
const MOST_REACHABLE: usize = 120;

/// What the diagram shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct StageProps {
    /// The scene.
    pub(crate) scene: Shared<Scene>,
    /// The answer to show on it.
    pub(crate) answer: Option<Shared<Answer>>,
    /// Where the animation stands.
    pub(crate) playhead: Playhead,
    /// The selected resource.
    pub(crate) selection: Option<net::ResourceId>,
    /// What the source is called that waits for its target.
    pub(crate) source: Option<String>,
    /// The language.
    pub(crate) lang: Lang,
    /// What was imported, with what a plan would change.
    pub(crate) report: Option<Shared<Report>>,
    /// What is noted beside the boxes.
    pub(crate) perspective: Perspective,
    /// How much of the page is shown.
    pub(crate) embed: Embed,
    /// The colours, by name: what is drawn by hand is drawn again when they change.
    pub(crate) theme: &'static str,
    /// What the document is called.
    pub(crate) title: String,
    /// Whether nobody asked the question yet: then nothing fades.
    pub(crate) is_suggested: bool,
    /// The comparison to show instead of the answer.
    pub(crate) comparison: Option<Shared<Comparison>>,
    /// Vantages the scenario offers: what to type, what to say, whether it is asked from.
    pub(crate) vantages: Vec<(String, String, bool)>,
}

/// How a box or line is lit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mood {
    light: Light,
    is_selected: bool,
    is_current: bool,
    is_stopping: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Light {
    /// There is no path.
    #[default]
    Plain,
    /// It is on the path.
    On,
    /// It is not.
    Off,
}

impl Mood {
    /// Its classes.
    pub(crate) fn class(self) -> Classes {
        classes!(
            match self.light {
                Light::Plain => None,
                Light::On => Some("on"),
                Light::Off => Some("off"),
            },
            self.is_selected.then_some("selected"),
            self.is_current.then_some("current"),
            self.is_stopping.then_some("stopping"),
        )
    }
}

/// The diagram.
#[component]
pub(crate) fn Stage(props: &StageProps) -> Html {
    let Some(dispatch) = use_context::<Dispatch>() else {
        return Html::default();
    };
    let camera = use_memo((), |()| Camera::default());
    let player = use_memo((), |()| Player::new(Rc::clone(&dispatch.0)));
    use_view(&dispatch, &camera, props);
    {
        let player = Rc::clone(&player);
        use_effect_with(
            (props.answer.clone(), props.playhead),
            move |(answer, playhead)| {
                player.follow(answer.as_ref(), *playhead);
            },
        );
    }
    let hands = use_pointer(&dispatch, &camera, props.embed);
    let notes = {
        let dispatch = dispatch.clone();
        use_memo(
            (
                props.scene.clone(),
                props.perspective,
                props.selection.clone(),
                props.lang,
            ),
            move |(scene, perspective, selection, lang)| {
                let state = dispatch.0.state();
                let network = &state.document().network;
                notes(*perspective, network, scene, selection.as_ref(), *lang)
            },
        )
    };
    let noted = use_memo(
        (
            props.scene.clone(),
            props.perspective,
            Shared(Rc::clone(&notes)),
        ),
        |(scene, perspective, notes)| lit(*perspective, scene, notes),
    );
    let stage = use_memo(
        (
            props.scene.clone(),
            props.answer.clone(),
            props.selection.clone(),
            props.playhead.event,
            props.comparison.clone(),
            props.is_suggested,
            Shared(Rc::clone(&noted)),
        ),
        |(scene, answer, selection, event, comparison, is_suggested, noted)| {
            let on_path = match comparison {
                Some(comparison) => Some(&comparison.lit),
                None => answer.as_ref().map(|it| &it.lit),
            };
            let lit = (**noted).as_ref().or(on_path.filter(|_| !is_suggested));
            let answer = answer.as_deref().filter(|_| comparison.is_none());
            moods(scene, answer, lit, selection.as_ref(), *event)
        },
    );
    let window = use_window(&dispatch, &camera, &props.scene);
    let is_large = use_memo(props.scene.clone(), |scene| scene.is_large());
    let drawn = use_memo(
        (props.scene.clone(), window, *is_large),
        |(scene, window, is_large)| drawn(scene, window, *is_large),
    );
    let is_reachable = props.scene.boxes.len() <= MOST_REACHABLE;
    let one = |(source, at): &(Source, usize)| {
        let mood = stage.of_box(source, *at);
        let key = source
            .boxes()
            .get(*at)
            .map_or_else(String::new, |it| it.id.to_string());
        html! { <BoxShape {key} source={source.clone()} at={*at} {mood} {is_reachable} /> }
    };
    let heading = |(source, at): &(Source, usize)| {
        let mood = stage.of_box(source, *at);
        html! { <Heading key={source.boxes().get(*at).map_or_else(String::new, |it| it.id.to_string())} source={source.clone()} at={*at} {mood} is_reachable=false /> }
    };
    let line = |number: usize, (source, at): &(Source, usize)| {
        let mood = stage.of_edge(source, *at);
        let gradient = dispatch.0.own_id(&format!("tube-{number}"));
        let key = source
            .edges()
            .get(*at)
            .map_or_else(String::new, |it| it.id.clone());
        html! { <EdgeShape {key} source={source.clone()} at={*at} {mood} {gradient} /> }
    };
    let label = format!(
        "{}. {}",
        words::DIAGRAM.in_lang(props.lang),
        words::DIAGRAM_HINT.in_lang(props.lang)
    );
    let plan = use_memo(
        (props.scene.clone(), props.report.clone(), props.lang),
        |(scene, report, lang)| {
            let marks = report.as_ref().map(|it| plan::marks(it, scene, *lang));
            marks.unwrap_or_default()
        },
    );
    let is_far = *is_large && drawn.is_far;
    html! {
        <main class="stage" data-perspective={props.perspective.as_str()}>
            <h1 class="unseen">{ props.title.clone() }</h1>
            <div class="stage-bar">
                if matches!(props.embed, Embed::Page | Embed::Edit) {
                    <ScreenSwitch screen={if props.comparison.is_some() { Screen::Compare } else { Screen::Path }} lang={props.lang} />
                }
                if props.comparison.is_none() {
                    <VantageSwitch vantages={props.vantages.clone()} lang={props.lang} />
                }
                if props.embed != Embed::View {
                    <PerspectiveSwitch perspective={props.perspective} lang={props.lang} />
                }
            </div>
            <div class="pick-hint" role="status">
                if let Some(source) = &props.source {
                    <p>{ words::press_a_target(props.lang, source) }</p>
                }
            </div>
            <div class="ground" ref={camera.stage.clone()}>
            if *is_large {
                <Overview scene={props.scene.clone()} camera={Shared(Rc::clone(&camera))} lit={stage.lit.clone().filter(|_| props.playhead.event > 1)}
                    theme={props.theme} is_covered={!is_far} />
            }
            <svg class={classes!("diagram", is_far.then_some("far"))} role="group" aria-label={label} tabindex="0" onpointerdown={hands.down}
                onpointermove={hands.moved} onpointerup={hands.up.clone()} onpointercancel={hands.up}
                onwheel={hands.wheel} onclick={hands.click} ondblclick={hands.double} onkeydown={hands.key}>
                <g ref={camera.world.clone()}>
                    <g key="containers">{ for drawn.containers.iter().map(one) }</g>
                    <g key="edges">{ for drawn.edges.iter().enumerate().map(|(number, it)| line(number, it)) }</g>
                    <g key="trail">
                        if let Some(comparison) = &props.comparison {
                            <Lines comparison={comparison.clone()} event={props.playhead.event} />
                        } else if let Some(answer) = &props.answer {
                            <Trail scene={props.scene.clone()} answer={answer.clone()} playhead={props.playhead} lang={props.lang} player={Shared((*player).clone())} />
                        }
                    </g>
                    <g key="headings">{ for drawn.containers.iter().map(heading) }</g>
                    <g key="leaves">{ for drawn.leaves.iter().map(one) }</g>
                    <g key="names" ref={camera.names.clone()}>
                        <Names scene={props.scene.clone()} camera={Shared(Rc::clone(&camera))} hides={is_far} lang={props.lang}
                            lit={stage.lit.clone().filter(|_| props.playhead.event > 1)} />
                    </g>
                    <g key="notes">
                        if !is_far {
                            { notes_shape(&notes) }
                            { plan_shape(&plan) }
                        }
                    </g>
                    <g key="signs" ref={camera.signs.clone()}>
                        if let Some(comparison) = &props.comparison {
                            <Letters comparison={comparison.clone()} event={props.playhead.event} />
                        } else if let Some(answer) = &props.answer {
                            <Signs scene={props.scene.clone()} answer={answer.clone()} playhead={props.playhead} lang={props.lang} player={Shared((*player).clone())} />
                        }
                    </g>
                </g>
            </svg>
            if props.scene.boxes.len() > minimap::LEAST_BOXES {
                <Minimap scene={props.scene.clone()} camera={Shared(Rc::clone(&camera))} label={words::MINIMAP.in_lang(props.lang)} />
            }
            </div>
        </main>
    }
}

/// What is in the document of the page: of a large scene only what the window shows.
#[derive(Debug)]
struct Drawn {
    containers: Vec<(Source, usize)>,
    edges: Vec<(Source, usize)>,
    leaves: Vec<(Source, usize)>,
    /// Whether it is seen from afar, on the canvas.
    is_far: bool,
}

fn drawn(scene: &Shared<Scene>, window: &Window, is_large: bool) -> Drawn {
    let mut drawn = Drawn {
        containers: Vec::new(),
        edges: Vec::new(),
        leaves: Vec::new(),
        is_far: is_large && window.part.is_none(),
    };
    if drawn.is_far {
        return drawn;
    }
    let of_details = window.details.iter().cloned().map(Source::Detail);
    for source in std::iter::once(Source::Scene(scene.clone())).chain(of_details) {
        let is_seen = |rect: &Rect| window.part.is_none_or(|part| part.overlaps(rect));
        for (at, it) in source.boxes().iter().enumerate() {
            if !is_seen(&it.rect) {
                continue;
            }
            let list = if it.is_container() {
                &mut drawn.containers
            } else {
                &mut drawn.leaves
            };
            list.push((source.clone(), at));
        }
        for (at, it) in source.edges().iter().enumerate() {
            let mut runs = it.points.windows(2);
            let point = |it: Point| Rect::new(it.x, it.y, 0.0, 0.0);
            if runs.any(|run| is_seen(&point(run[0]).around(point(run[1])).grown(1.0))) {
                drawn.edges.push((source.clone(), at));
            }
        }
    }
    drawn
}

struct Moods {
    boxes: Vec<Mood>,
    edges: Vec<Mood>,
    /// What is on the path; nothing without one.
    lit: Option<Shared<BTreeSet<net::ResourceId>>>,
    selection: Option<net::ResourceId>,
}

impl Moods {
    fn of_box(&self, source: &Source, at: usize) -> Mood {
        match source {
            Source::Scene(_) => self.boxes.get(at).copied().unwrap_or_default(),
            Source::Detail(detail) => Mood {
                light: self.light_of_details(),
                is_selected: detail.boxes.get(at).is_some_and(|it| {
                    let selection = self.selection.as_ref();
                    selection == Some(&it.id) || selection == Some(&it.resource)
                }),
                ..Mood::default()
            },
        }
    }

    fn of_edge(&self, source: &Source, at: usize) -> Mood {
        match source {
            Source::Scene(_) => self.edges.get(at).copied().unwrap_or_default(),
            Source::Detail(_) => Mood {
                light: self.light_of_details(),
                ..Mood::default()
            },
        }
    }

    /// What is on a path is part of the scene.
    const fn light_of_details(&self) -> Light {
        match self.lit {
            Some(_) => Light::Off,
            None => Light::Plain,
        }
    }
}

fn moods(
    scene: &Scene,
    answer: Option<&Answer>,
    on: Option<&BTreeSet<net::ResourceId>>,
    selection: Option<&net::ResourceId>,
    event: usize,
) -> Moods {
    let beat = answer.and_then(|answer| answer.timeline.beat(event));
    let at = beat
        .and_then(|beat| scene.find(beat.at.as_ref()?.as_str()))
        .map(|it| &it.id);
    let is_stopped = beat.is_some_and(|beat| beat.mark == BeatMark::Stopped);
    let light = |is_lit: bool| match on {
        None => Light::Plain,
        Some(_) if is_lit => Light::On,
        Some(_) => Light::Off,
    };
    let lit = |id: &net::ResourceId| on.is_some_and(|on| on.contains(id));
    Moods {
        lit: on.map(|on| Shared(Rc::new(on.clone()))),
        selection: selection.cloned(),
        boxes: scene
            .boxes
            .iter()
            .map(|it| Mood {
                light: light(lit(&it.id)),
                is_selected: selection.is_some_and(|id| it.resource == *id || it.id == *id),
                is_current: at == Some(&it.id) && !it.is_container(),
                is_stopping: at == Some(&it.id) && !it.is_container() && is_stopped,
            })
            .collect(),
        edges: scene
            .edges
            .iter()
            .map(|it| Mood {
                light: light(lit(&it.from) && lit(&it.to)),
                ..Mood::default()
            })
            .collect(),
    }
}
