//! What is remembered from one visit to the next. Storage may be full, forbidden or absent.

/// Reads a remembered word.
pub(crate) fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Remembers a word, where that is possible.
pub(crate) fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // Nothing depends on being remembered.
        let _ = storage.set_item(key, value);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
