//! The place of the diagram: what is drawn, and how it is moved by hand.

use crate::diagram::boxes::BoxShape;
use crate::diagram::camera::Camera;
use crate::diagram::edges::EdgeShape;
use crate::diagram::lines::{Letters, Lines};
use crate::diagram::player::Player;
use crate::diagram::trail::{Signs, Trail};
use crate::panel::pointer::use_pointer;
use crate::panel::screens::ScreenSwitch;
use crate::panel::vantage::VantageSwitch;
use crate::panel::zoom::ZoomButtons;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::collections::BTreeSet;
use std::rc::Rc;
use studio::answer::Answer;
use studio::command::Command;
use studio::compare::Comparison;
use studio::link::Embed;
use studio::scene::{BoxKind, Scene};
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
    /// How much of the page is shown.
    pub(crate) embed: Embed,
    /// What the document is called.
    pub(crate) title: String,
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
    let stage = use_memo(
        (
            props.scene.clone(),
            props.answer.clone(),
            props.selection.clone(),
            props.playhead.event,
            props.comparison.clone(),
        ),
        |(scene, answer, selection, event, comparison)| {
            let lit = match comparison {
                Some(comparison) => Some(&comparison.lit),
                None => answer.as_ref().map(|it| &it.lit),
            };
            let answer = answer.as_deref().filter(|_| comparison.is_none());
            moods(scene, answer, lit, selection.as_ref(), *event)
        },
    );
    let is_reachable = props.scene.boxes.len() <= MOST_REACHABLE;
    let (containers, leaves): (Vec<usize>, Vec<usize>) =
        (0..props.scene.boxes.len()).partition(|at| {
            props
                .scene
                .boxes
                .get(*at)
                .is_some_and(|it| it.is_container())
        });
    let one = |at: usize| {
        let mood = stage.boxes.get(at).copied().unwrap_or_default();
        html! { <BoxShape key={at} scene={props.scene.clone()} {at} {mood} {is_reachable} /> }
    };
    let label = format!(
        "{}. {}",
        words::DIAGRAM.in_lang(props.lang),
        words::DIAGRAM_HINT.in_lang(props.lang)
    );
    html! {
        <main class="stage">
            <h1 class="unseen">{ props.title.clone() }</h1>
            <div class="stage-bar">
                if matches!(props.embed, Embed::Page | Embed::Edit) {
                    <ScreenSwitch screen={if props.comparison.is_some() { Screen::Compare } else { Screen::Path }} lang={props.lang} />
                }
                if props.comparison.is_none() {
                    <VantageSwitch vantages={props.vantages.clone()} lang={props.lang} />
                }
            </div>
            <div class="pick-hint" role="status">
                if let Some(source) = &props.source {
                    <p>{ words::press_a_target(props.lang, source) }</p>
                }
            </div>
            <div class="ground" ref={camera.stage.clone()}>
            <svg class="diagram" role="group" aria-label={label} tabindex="0" onpointerdown={hands.down}
                onpointermove={hands.moved} onpointerup={hands.up.clone()} onpointercancel={hands.up}
                onwheel={hands.wheel} onclick={hands.click} onkeydown={hands.key}>
                <g ref={camera.world.clone()}>
                    <g key="containers">{ for containers.into_iter().map(one) }</g>
                    <g key="edges">{ for (0..props.scene.edges.len()).map(|at| edge(props, &stage, &dispatch, at)) }</g>
                    <g key="trail">
                        if let Some(comparison) = &props.comparison {
                            <Lines comparison={comparison.clone()} event={props.playhead.event} />
                        } else if let Some(answer) = &props.answer {
                            <Trail scene={props.scene.clone()} answer={answer.clone()} playhead={props.playhead} lang={props.lang} player={Shared((*player).clone())} />
                        }
                    </g>
                    <g key="leaves">{ for leaves.into_iter().map(one) }</g>
                    <g key="signs">
                        if let Some(comparison) = &props.comparison {
                            <Letters comparison={comparison.clone()} event={props.playhead.event} />
                        } else if let Some(answer) = &props.answer {
                            <Signs scene={props.scene.clone()} answer={answer.clone()} playhead={props.playhead} lang={props.lang} player={Shared((*player).clone())} />
                        }
                    </g>
                </g>
            </svg>
            </div>
            <ZoomButtons lang={props.lang} />
        </main>
    }
}

fn edge(props: &StageProps, moods: &Moods, dispatch: &Dispatch, at: usize) -> Html {
    let mood = moods.edges.get(at).copied().unwrap_or_default();
    let gradient = dispatch.0.own_id(&format!("tube-{at}"));
    html! { <EdgeShape key={at} scene={props.scene.clone()} {at} {mood} {gradient} /> }
}

struct Moods {
    boxes: Vec<Mood>,
    edges: Vec<Mood>,
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

/// Where the current event happens.
fn current_rect(props: &StageProps) -> Option<studio::geometry::Rect> {
    if props.comparison.is_some() {
        // Several are current; the whole is looked at.
        return None;
    }
    let answer = props.answer.as_ref()?;
    let at = answer.timeline.beat(props.playhead.event)?.at.as_ref()?;
    let found = props.scene.find(at.as_str())?;
    (!found.is_container()).then_some(found.rect)
}

/// Keeps the view in step with the scene, the size of the place, and commands.
#[hook]
fn use_view(dispatch: &Dispatch, camera: &Rc<Camera>, props: &StageProps) {
    {
        let (camera, dispatch) = (Rc::clone(camera), dispatch.clone());
        let document = Shared::from(dispatch.0.state().document());
        let focus = current_rect(props);
        use_effect_with((document, props.scene.clone()), move |(_, scene)| {
            camera.show(scene.bounds, focus);
            let store = Rc::clone(&dispatch.0);
            crate::browser::page::after_paint(move || store.painted());
        });
    }
    {
        let (camera, current) = (Rc::clone(camera), current_rect(props));
        use_effect_with(props.playhead.event, move |event| {
            if let (Some(rect), true) = (current, *event > 1) {
                camera.reveal(rect);
            }
        });
    }
    {
        let camera = Rc::clone(camera);
        let scene = props.scene.clone();
        use_effect_with(props.selection.clone(), move |selection| {
            if let Some(found) = selection.as_ref().and_then(|id| scene.find(id.as_str())) {
                camera.reveal(found.rect);
            }
        });
    }
    {
        let (camera, dispatch) = (Rc::clone(camera), dispatch.clone());
        use_effect_with((), move |()| {
            let moved = Rc::clone(&camera);
            dispatch
                .0
                .set_diagram(Some(Callback::from(move |command| match command {
                    Command::ZoomIn => moved.zoom(1.25),
                    Command::ZoomOut => moved.zoom(0.8),
                    _ => moved.fit(),
                })));
            let observer = crate::browser::size::watch(&camera.stage, {
                let camera = Rc::clone(&camera);
                move || camera.resized()
            });
            move || {
                dispatch.0.set_diagram(None);
                drop(observer);
            }
        });
    }
    {
        let (camera, scene, owns) = (
            Rc::clone(camera),
            props.scene.clone(),
            dispatch.0.owns_address(),
        );
        use_effect_with((scene, owns), move |(scene, owns)| {
            if *owns {
                let leaf = scene.boxes.iter().find(|it| {
                    matches!(
                        it.kind,
                        BoxKind::EndpointInterface | BoxKind::Interface | BoxKind::Instance
                    )
                });
                let (width, nodes) = (leaf.map(|it| it.rect.width_px), scene.boxes.len());
                crate::browser::bench::publish(move || width.map(|it| it * camera.scale()), nodes);
            }
        });
    }
}
