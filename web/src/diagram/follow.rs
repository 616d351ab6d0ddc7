//! Keeps what is seen in step: with the scene, the current event, the selection, the size of the place, paper and commands.

use crate::browser::listen::listen;
use crate::diagram::camera::Camera;
use crate::diagram::stage::StageProps;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::rc::Rc;
use studio::cargo::Cargo;
use studio::command::Command;
use studio::document::Document;
use studio::geometry::Rect;
use yew::prelude::*;

/// Where the current event happens.
fn current_rect(props: &StageProps) -> Option<Rect> {
    if props.comparison.is_some() {
        // Several are current; the whole is looked at.
        return None;
    }
    let answer = props.answer.as_ref()?;
    let at = answer.timeline.beat(props.playhead.event)?.at.as_ref()?;
    let found = props.scene.find(at.as_str())?;
    let beat = answer.timeline.beat(props.playhead.event)?;
    // In a container it is where the dot is.
    let place = if found.is_container() {
        Rect::new(beat.point.x, beat.point.y, 0.0, 0.0)
    } else {
        found.rect
    };
    let sign =
        Cargo::of(answer, beat.event, props.lang).map(|it| it.room(&props.scene, beat.point));
    Some(sign.map_or(place, |sign| place.around(sign)))
}

/// Keeps the view in step with the scene, the size of the place, and commands.
#[hook]
pub(crate) fn use_view(dispatch: &Dispatch, camera: &Rc<Camera>, props: &StageProps) {
    {
        let document = Shared::from(dispatch.0.state().document());
        let focus = current_rect(props);
        let last = use_mut_ref(|| None::<Shared<Document>>);
        let shown = (document, props.scene.clone());
        let painted = {
            let store = Rc::clone(&dispatch.0);
            move || crate::browser::page::after_paint(move || store.painted())
        };
        // While the page is made: before its effects run the browser may paint, and the new picture must not be seen at
        // the old one's place.
        let (at_once, tell) = (Rc::clone(camera), painted.clone());
        let is_other = use_memo(shown.clone(), move |(document, scene)| {
            let before = last.replace(Some(document.clone()));
            let is_other = before.is_none_or(|it| !it.is_same_network(document));
            if at_once.show(scene.bounds, focus, is_other) && !scene.is_large() {
                tell();
                return None;
            }
            Some(is_other)
        });
        let camera = Rc::clone(camera);
        use_effect_with(shown, move |(_, scene)| {
            // There was no place yet, or what is seen from afar is drawn only now.
            if let Some(is_other) = *is_other {
                camera.show(scene.bounds, focus, is_other);
                painted();
            }
            camera.tell();
        });
    }
    {
        let (camera, current) = (Rc::clone(camera), current_rect(props));
        let is_large = props.scene.is_large();
        use_effect_with(props.playhead.event, move |event| {
            camera.aim(current);
            if let (Some(rect), true) = (current, *event > 1) {
                if is_large {
                    camera.fly(rect);
                } else {
                    camera.reveal(rect);
                }
            }
        });
    }
    {
        let (camera, dispatch) = (Rc::clone(camera), dispatch.clone());
        let scene = props.scene.clone();
        use_effect_with(props.selection.clone(), move |selection| {
            let Some(id) = selection else {
                return;
            };
            let state = dispatch.0.state();
            let network = &state.document().network;
            if let Some(rect) = scene.locate(network, id.as_str()) {
                camera.fly(rect);
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
            let printing = [("beforeprint", true), ("afterprint", false)].map(|(name, is)| {
                let camera = Rc::clone(&camera);
                listen(name, move |_| camera.print(is))
            });
            move || {
                dispatch.0.set_diagram(None);
                drop((observer, printing));
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
                let leaves = |it: &studio::scene::SceneBox| {
                    it.ward
                        .map_or(1, |ward| 1 + ward.counts.iter().sum::<usize>())
                };
                let nodes = scene.boxes.iter().map(leaves).sum();
                let width = Some(studio::scene::LEAF_WIDTH_PX).filter(|_| nodes > 0);
                crate::browser::bench::publish(move || width.map(|it| it * camera.scale()), nodes);
            }
        });
    }
}
