//! Marks on the browser's own clock, for whoever measures.

/// Sets a mark.
pub(crate) fn set(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        // A mark nobody can set is a mark nobody reads.
        let _ = performance.mark(name);
    }
}
