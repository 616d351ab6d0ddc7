//! Files that are chosen or dropped, folders with all that is in them.

use crate::browser::importer::Given;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader,
    FileSystemEntry, FileSystemFileEntry,
};

/// The most files a folder is searched for.
const MOST_FILES: usize = 20_000;

/// What was chosen: of a folder, by their path in it. Which of them are read, the importer knows.
pub(crate) fn chosen(list: Option<&FileList>) -> Vec<Given> {
    let count = list.map_or(0, FileList::length);
    let files = (0..count).filter_map(|at| list?.get(at));
    let mut given: Vec<Given> = files.map(of_choice).collect();
    given.sort_by(|a, b| a.name.cmp(&b.name));
    given
}

fn of_choice(file: File) -> Given {
    let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into())
        .ok()
        .and_then(|it| it.as_string())
        .filter(|path| !path.is_empty());
    Given {
        name: path.unwrap_or_else(|| file.name()),
        file: file.into(),
    }
}

/// What was dropped. The entries are taken at once: a browser empties them when the event is over.
pub(crate) fn dropped(data: &DataTransfer) -> impl Future<Output = Vec<Given>> + use<> {
    let items = data.items();
    let mut entries: Vec<FileSystemEntry> = (0..items.length())
        .filter_map(|at| items.get(at)?.webkit_get_as_entry().ok().flatten())
        .collect();
    // Some browsers, and scripts, give files alone.
    let plain = if entries.is_empty() {
        chosen(data.files().as_ref())
    } else {
        Vec::new()
    };
    async move {
        let mut given = plain;
        while let Some(entry) = entries.pop() {
            if given.len() >= MOST_FILES {
                break;
            }
            if let Some(folder) = entry.dyn_ref::<FileSystemDirectoryEntry>() {
                if !is_passed_over(&folder.name()) {
                    entries.extend(inside(folder).await);
                }
            } else if let Some(file) = entry.dyn_ref::<FileSystemFileEntry>() {
                let path = entry.full_path();
                let name = path.trim_start_matches('/').to_owned();
                if let Some(file) = file_of(file).await {
                    given.push(Given {
                        name,
                        file: file.into(),
                    });
                }
            }
        }
        given.sort_by(|a, b| a.name.cmp(&b.name));
        given
    }
}

/// Hidden folders hold thousands of files that nobody means; but Terraform's own has its modules.
fn is_passed_over(folder: &str) -> bool {
    folder.starts_with('.') && folder != ".terraform"
}

async fn inside(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader: FileSystemDirectoryReader = folder.create_reader();
    let mut found = Vec::new();
    loop {
        // A folder comes in pieces; an empty one is the end.
        let piece =
            called_back(|yes, no| reader.read_entries_with_callback_and_callback(yes, no)).await;
        let piece = piece.and_then(|it| it.dyn_into::<js_sys::Array>().ok());
        let Some(piece) = piece.filter(|piece| piece.length() > 0) else {
            return found;
        };
        found.extend(piece.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<File> {
    let file = called_back(|yes, no| {
        entry.file_with_callback_and_callback(yes, no);
        Ok(())
    });
    file.await?.dyn_into().ok()
}

/// What a function of the old kind gives its first callback; `None` where it calls the second.
async fn called_back(
    start: impl FnOnce(&js_sys::Function, &js_sys::Function) -> Result<(), JsValue>,
) -> Option<JsValue> {
    let mut start = Some(start);
    let promise = js_sys::Promise::new(&mut |yes, no| {
        let started = start.take().map(|start| start(&yes, &no));
        if let Some(Err(error)) = started {
            // What it says is of no use: the file is passed over.
            let _ = no.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(promise).await.ok()
}
