//! Everything that can happen to the application, as data.

use crate::document::Document;
use crate::link::Theme;
use crate::perspective::Perspective;
use crate::question::{Field, Question};
use crate::report::{Problem, Report};
use crate::screen::Screen;
use crate::survey::Look;
use net::ResourceId;
use net::lang::Lang;
use std::rc::Rc;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Action {
    /// The document changes. The only kind that can be undone.
    Edit(Edit),
    /// The last edit is taken back.
    Undo,
    /// It is made again.
    Redo,
    /// A field of the query bar changes.
    Draft(Field, String),
    /// The question in the query bar is asked.
    Ask,
    /// Another question is put into the query bar and asked.
    AskThis(Question),
    /// Fixes of a blocked answer are looked for.
    FindFixes,
    /// The animation moves.
    Play(Move),
    /// A resource is selected, or none.
    Select(Option<ResourceId>),
    /// A box of the diagram is pressed: the first may be a source, and then the next is its target.
    Pick(ResourceId),
    /// The answer is put away; the question stays in the query bar.
    PutAway,
    /// The text in the search field changes.
    Search(String),
    /// A dialog opens, or closes.
    Show(Option<Dialog>),
    /// The tab of a narrow page changes.
    Tab(Tab),
    /// The middle of the page shows something else.
    Screen(Screen),
    /// A vantage joins the comparison, or leaves it.
    Vantage(String),
    /// Another piece of the matrix is looked at.
    Look(Look),
    /// What was imported is shown beside the diagram, or no longer.
    Report(bool),
    /// The colours change.
    Theme(Theme),
    /// The language changes.
    Lang(Lang),
    /// The picture is seen with another question in mind.
    Perspective(Perspective),
    /// Something outside could not be read.
    Fail(Vec<Problem>),
    /// Files are being read, or no longer are.
    Busy(Option<Busy>),
    /// Something is worth a short word.
    Tell(Notice),
    /// The word, or the problem, has been read.
    Dismiss,
}

/// How far the reading of files has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// Files are read, one after the other.
    Reading {
        /// How many have been.
        read: usize,
        /// How many there are.
        count: usize,
    },
    /// All have been read; what they mean is worked out.
    Understanding {
        /// Hundredths that are done.
        percent: usize,
    },
    /// The document is there; it is drawn.
    Drawing,
}

/// A change of the document.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Another document takes its place.
    Load {
        /// The document.
        document: Rc<Document>,
        /// What the importer said of it.
        report: Option<Rc<Report>>,
    },
    /// A fix of the answer is made, by its place in the list; then the question is asked again.
    Fix(usize),
    /// An attribute says something else; then the question is asked again.
    Set {
        /// The kind of the resource, as the document's maps are named.
        kind: &'static str,
        /// The resource.
        id: ResourceId,
        /// The attribute.
        attribute: &'static str,
        /// What it says.
        value: &'static str,
    },
    /// What no input says is answered; then the question is asked again, and goes on from there.
    Answer {
        /// The resource.
        id: ResourceId,
        /// The attribute.
        attribute: &'static str,
        /// The answer, by its place among the choices.
        choice: usize,
    },
    /// A box moves, by so many scene units right and down.
    Move {
        /// The box.
        id: ResourceId,
        /// How far.
        by: [i32; 2],
    },
    /// A container is folded, or unfolded.
    Fold(ResourceId),
}

/// A move of the animation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Move {
    /// It runs; from the start, where it stood at the end.
    Run,
    /// It stops.
    Stop,
    /// It runs if it stood, and stops if it ran.
    Toggle,
    /// One event on.
    Step,
    /// One event back.
    Back,
    /// To an event, counted from 1.
    To(usize),
    /// To the first event.
    Start,
    /// To the last.
    End,
    /// While running, the next event began.
    Arrived(usize),
    /// How fast, 1 being as designed.
    Speed(f64),
    /// While running, the last event is over.
    Finished,
    /// From the last event on to the first, or no longer.
    Loop,
}

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Keyboard shortcuts.
    Help,
    /// Commands.
    Palette,
    /// A link to copy by hand, or why there is none.
    Share,
}

/// A tab of a narrow page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The current event.
    #[default]
    Why,
    /// The list of events.
    Events,
    /// The outline.
    Outline,
}

/// A short word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The link is on the clipboard.
    LinkCopied,
    /// The document does not fit into a link.
    LinkTooLong,
    /// The browser draws no picture.
    PictureFailed,
}
