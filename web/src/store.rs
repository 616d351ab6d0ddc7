//! Holds the state of one mounted page, changes it by actions, and tells who shows it.

use crate::browser::importer::Run;
use crate::browser::{hash, mark, page, rescue};
use crate::panel::door::Request;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use studio::action::{Action, Edit};
use studio::command::Command;
use studio::state::{State, reduce};
use yew::Callback;

/// One mounted page. Several on one HTML page know nothing of each other.
#[derive(Debug)]
pub(crate) struct Store {
    state: RefCell<Rc<State>>,
    listener: RefCell<Option<Callback<Rc<State>>>>,
    diagram: RefCell<Option<Callback<Command>>>,
    /// Whether the address of the HTML page is this page's own to keep.
    owns_address: bool,
    /// Tells apart the ids of several pages in one document.
    number: usize,
    has_painted: Cell<bool>,
    is_importing: Cell<bool>,
    /// What is being read.
    run: RefCell<Option<Run>>,
    /// What was read last.
    request: RefCell<Option<Request>>,
}

/// The dispatcher, which components get by context: it never changes.
#[derive(Clone, Debug)]
pub(crate) struct Dispatch(pub(crate) Rc<Store>);

impl PartialEq for Dispatch {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Store {
    /// A store that begins with `state`.
    pub(crate) fn new(state: State, owns_address: bool) -> Rc<Self> {
        thread_local! { static COUNT: Cell<usize> = const { Cell::new(0) }; }
        let number = COUNT.get();
        COUNT.set(number + 1);
        let store = Self {
            state: RefCell::new(Rc::new(state)),
            listener: RefCell::default(),
            diagram: RefCell::default(),
            owns_address,
            number,
            has_painted: Cell::new(false),
            is_importing: Cell::new(false),
            run: RefCell::default(),
            request: RefCell::default(),
        };
        store.show_outside(None);
        Rc::new(store)
    }

    /// The state now.
    pub(crate) fn state(&self) -> Rc<State> {
        Rc::clone(&self.state.borrow())
    }

    /// An id that is this page's own in the document.
    pub(crate) fn own_id(&self, name: &str) -> String {
        format!("sightline-{}-{name}", self.number)
    }

    /// Whether the address of the HTML page is this page's own.
    pub(crate) const fn owns_address(&self) -> bool {
        self.owns_address
    }

    /// Says that files are being read, so that the next diagram is theirs.
    pub(crate) fn begin_import(&self) {
        self.is_importing.set(true);
    }

    /// Keeps a run of the importer; the one before ends.
    pub(crate) fn set_run(&self, run: Option<Run>) {
        let before = self.run.replace(run);
        // Not at once: the run may be what calls.
        wasm_bindgen_futures::spawn_local(async move { drop(before) });
    }

    /// What was read last, to be read again.
    pub(crate) fn request(&self) -> Option<Request> {
        self.request.borrow().clone()
    }

    /// Keeps what is read.
    pub(crate) fn set_request(&self, request: Request) {
        *self.request.borrow_mut() = Some(request);
    }

    /// Changes the state.
    pub(crate) fn dispatch(&self, action: Action) {
        let asks = matches!(action, Action::Ask | Action::AskThis(_));
        let loads = matches!(action, Action::Edit(Edit::Load { .. })) && self.is_importing.get();
        if asks {
            mark::set("sightline:trace:start");
        }
        if matches!(action, Action::Fail(_)) {
            self.is_importing.set(false);
        }
        let before = self.state();
        let after = reduce(&before, action);
        if asks {
            mark::set("sightline:trace:end");
        }
        if loads {
            mark::set("sightline:layout:end");
        }
        self.replace(after, Some(&before));
    }

    /// Puts another state in place: a page reopened by its address.
    pub(crate) fn reopen(&self, state: State) {
        let before = self.state();
        self.replace(Rc::new(state), Some(&before));
    }

    fn replace(&self, after: Rc<State>, before: Option<&Rc<State>>) {
        if before.is_some_and(|before| Rc::ptr_eq(before, &after)) {
            return;
        }
        *self.state.borrow_mut() = Rc::clone(&after);
        self.show_outside(before);
        let listener = self.listener.borrow().clone();
        if let Some(listener) = listener {
            listener.emit(after);
        }
    }

    /// Says who shows the state.
    pub(crate) fn listen(&self, listener: Option<Callback<Rc<State>>>) {
        *self.listener.borrow_mut() = listener;
    }

    /// Says who moves the view of the diagram, which is no part of the state.
    pub(crate) fn set_diagram(&self, diagram: Option<Callback<Command>>) {
        *self.diagram.borrow_mut() = diagram;
    }

    /// Moves the view of the diagram.
    pub(crate) fn move_view(&self, command: Command) {
        let diagram = self.diagram.borrow().clone();
        if let Some(diagram) = diagram {
            diagram.emit(command);
        }
    }

    /// Says that a new diagram is on the screen.
    pub(crate) fn painted(&self) {
        if self.is_importing.replace(false) {
            mark::set("sightline:paint");
        }
        if !self.has_painted.replace(true) {
            page::ready();
            mark::set("sightline:ready");
            crate::embed::tell(self, None, &self.state());
        }
    }

    /// What others see of the state: the address, the language of the page, the last good document.
    fn show_outside(&self, before: Option<&Rc<State>>) {
        let state = self.state.borrow();
        let is_new = |same: fn(&State, &State) -> bool| before.is_none_or(|it| !same(it, &state));
        if self.has_painted.get() {
            crate::embed::tell(self, before.map(|it| &**it), &state);
        }
        if is_new(|a, b| Rc::ptr_eq(a.document(), b.document())) {
            rescue::keep(state.document());
        }
        if self.owns_address {
            if is_new(|a, b| a.lang == b.lang) {
                page::set_lang(state.lang);
            }
            if before.is_some() {
                hash::write(&state);
            }
        }
    }
}
