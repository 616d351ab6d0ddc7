//! Paths of sources: texts with `/`, never a file system.

/// A path without `.`, with `..` resolved as far as it goes, and `/` between its parts.
pub(super) fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// A path seen from a folder.
pub(super) fn join(folder: &str, path: &str) -> String {
    if path.starts_with('/') || folder.is_empty() {
        return clean(path);
    }
    clean(&format!("{folder}/{path}"))
}

/// The folder of a file, clean.
pub(super) fn folder(file: &str) -> String {
    let file = clean(file);
    match file.rsplit_once('/') {
        Some(("", _)) => "/".to_owned(),
        Some((folder, _)) => folder.to_owned(),
        None => String::new(),
    }
}

/// The last part.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// A folder as seen from another one; as it is where it is not inside.
pub(super) fn relative(folder: &str, from: &str) -> String {
    if folder == from {
        return ".".to_owned();
    }
    inside(folder, from).unwrap_or(folder).to_owned()
}

/// What is left of a clean path inside of a folder.
pub(super) fn inside<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    match folder {
        "" => Some(path),
        folder => path.strip_prefix(folder)?.strip_prefix('/'),
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, folder, join, relative};

    #[test]
    fn paths_are_made_clean() {
        assert_eq!(clean("./a//b/../c"), "a/c");
        assert_eq!(clean("../a"), "../a");
        assert_eq!(clean("C:\\a\\.\\b"), "C:/a/b");
        assert_eq!(join("a/b", "../c"), "a/c");
        assert_eq!(join("", "./c"), "c");
        assert_eq!(folder("a/b/main.tf"), "a/b");
        assert_eq!(folder("main.tf"), "");
        assert_eq!(relative("a/modules/x", "a"), "modules/x");
        assert_eq!(relative("a", "a"), ".");
    }
}
