//! Effects: everything that reaches outside the page. Each can fail, and none may take the page down.

pub(crate) mod bench;
pub(crate) mod clipboard;
pub(crate) mod drop;
pub(crate) mod fetch;
pub(crate) mod file;
pub(crate) mod hash;
pub(crate) mod importer;
pub(crate) mod listen;
pub(crate) mod mark;
pub(crate) mod media;
pub(crate) mod page;
pub(crate) mod panic;
pub(crate) mod parent;
pub(crate) mod picture;
pub(crate) mod rescue;
pub(crate) mod size;
pub(crate) mod storage;
