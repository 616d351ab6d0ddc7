//! The objects of an output, and what becomes of each.

use super::dump::Dump;
use super::file::File;
use super::json::Json;
use super::named::Named;
use super::output::{self, Does, Holds, Output};
use super::scan::Piece;
use super::view::View;
use crate::bad_input::BadInput;
use crate::report::{Class, ResourceReport};
use crate::said::{Said, say};
use crate::tree::Place;
use std::cell::RefCell;

/// An object that says something of others.
pub(super) struct Later<'t> {
    pub(super) named: Named,
    pub(super) beside: Vec<(&'static str, Json<'t>)>,
    pub(super) object: Object<'t>,
    pub(super) read: output::Read,
}

/// An object that was read, and where it stands.
pub(super) struct Object<'t> {
    json: Json<'t>,
    output: &'static Output,
    pointer: String,
    file: &'t str,
    place: Place,
}

pub(super) fn read_object<'t>(
    piece: Piece<'t>,
    pointer: String,
    output: &'static Output,
    file: &mut File<'t>,
    dump: &mut Dump<'t>,
    waiting: &mut Vec<Later<'t>>,
) -> Result<(), BadInput> {
    let object = object(piece, pointer, output, file)?;
    match output.does {
        Does::Makes(read) => object.read(read, dump),
        Does::Adds(read) => wait(object, read, dump, waiting),
        Does::Ignores(id, why) => {
            let troubles = RefCell::default();
            let view = View::new(&object.json, &object.pointer, &troubles);
            let id = view.string(id);
            object.list(id, Class::Ignored, vec![Said::of(why)], dump);
        }
    }
    Ok(())
}

/// Reads an object.
pub(super) fn object<'t>(
    piece: Piece<'t>,
    pointer: String,
    output: &'static Output,
    file: &mut File<'t>,
) -> Result<Object<'t>, BadInput> {
    Ok(Object {
        json: file.json(piece)?,
        output,
        pointer,
        file: &file.source.name,
        place: file.place(piece.start),
    })
}

/// Keeps an object until all files are read.
pub(super) fn wait<'t>(
    object: Object<'t>,
    read: output::Read,
    dump: &Dump<'t>,
    waiting: &mut Vec<Later<'t>>,
) {
    waiting.push(Later {
        named: dump.named.clone(),
        beside: dump.beside.clone(),
        object,
        read,
    });
}

/// Lists an object nobody reads.
pub(super) fn list_unknown<'t>(
    piece: Piece<'t>,
    pointer: &str,
    kind: &str,
    file: &mut File<'t>,
    dump: &mut Dump<'t>,
) {
    let place = file.place(piece.start);
    dump.log.list(ResourceReport {
        id: format!("{}#{pointer}", file.source.name),
        kind: kind.to_owned(),
        class: Class::Ignored,
        file: file.source.name.clone(),
        line: place.line,
        column: place.column,
        notes: vec![say!(
            "a kind this version does not know",
            "このバージョンが対応していない種類です"
        )],
        change: None,
    });
}

impl Object<'_> {
    /// Reads it, or the objects it holds, and lists what became of each.
    pub(super) fn read(&self, read: output::Read, dump: &mut Dump<'_>) {
        let troubles = RefCell::default();
        let view = View::new(&self.json, &self.pointer, &troubles);
        match self.output.holds {
            Holds::Each | Holds::Whole => self.read_one(&view, read, &troubles, dump),
            Holds::Inner(key) => {
                for inner in view.get(key).items() {
                    self.read_one(&inner, read, &troubles, dump);
                }
            }
        }
    }

    fn read_one(
        &self,
        view: &View<'_>,
        read: output::Read,
        troubles: &RefCell<Vec<Said>>,
        dump: &mut Dump<'_>,
    ) {
        dump.left_out = None;
        let id = read(view, dump);
        let mut notes = troubles.take();
        let class = match dump.left_out.take() {
            Some(why) => {
                notes.insert(0, why);
                Class::Ignored
            }
            None if id.is_none() && notes.is_empty() => {
                notes.push(say!(
                    "what it is about is not known: it has no id",
                    "ID がなく、対象が分かりません"
                ));
                Class::Unresolved
            }
            None if notes.is_empty() => Class::Understood,
            None => Class::Unresolved,
        };
        let id = id.or_else(|| Some(format!("{}#{}", self.file, view.pointer())));
        self.list(id, class, notes, dump);
    }

    fn list(&self, id: Option<String>, class: Class, notes: Vec<Said>, dump: &mut Dump<'_>) {
        dump.log.list(ResourceReport {
            id: id.unwrap_or_else(|| format!("{}#{}", self.file, self.pointer)),
            kind: self.output.key.to_owned(),
            class,
            file: self.file.to_owned(),
            line: self.place.line,
            column: self.place.column,
            notes,
            change: None,
        });
    }
}
