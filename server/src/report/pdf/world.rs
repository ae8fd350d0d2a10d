//! What the typesetter sees: the template, the document as data, fonts; no disk, no clock, no network.

use super::fonts::Fonts;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const TEMPLATE: &str = include_str!("report.typ");
/// What the template calls the data.
const DATA: &str = "data.json";

/// The desk on which one document is set.
pub(super) struct Desk {
    library: LazyHash<Library>,
    fonts: &'static Fonts,
    template: Source,
    data: Bytes,
}

impl Desk {
    /// Lays out the data.
    pub(super) fn new(fonts: &'static Fonts, data: Vec<u8>) -> Self {
        Self {
            library: LazyHash::new(<Library as LibraryExt>::default()),
            fonts,
            template: Source::detached(TEMPLATE),
            data: Bytes::new(data),
        }
    }
}

/// The file of that name in the folder of the template.
fn file(name: &str) -> Option<FileId> {
    VirtualPath::new(name).ok().map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if file(DATA) == Some(id) { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
