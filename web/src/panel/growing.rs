//! Long lists that come little by little: a screenful with the page, the rest once that is painted.

use crate::browser::page;
use yew::prelude::*;

/// How much of a list comes with the page.
const FIRST: usize = 24;

/// How much more comes with each frame after that.
const STEP: usize = 40;

/// How much of a list of so many is drawn now.
#[hook]
pub(crate) fn use_growing(count: usize) -> usize {
    let shown = use_state_eq(|| FIRST);
    {
        let shown = shown.clone();
        use_effect_with((*shown, count), |(now, count)| {
            if now < count {
                let next = now + STEP;
                page::after_paint(move || shown.set(next));
            }
        });
    }
    (*shown).min(count)
}
