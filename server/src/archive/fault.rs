//! What can be wrong with an archive: a stable code, the place, and what exactly.

use std::fmt;

/// What is wrong with an archive; the word is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The file is no zip, or damaged as one.
    Unreadable,
    /// It is a zip without a manifest of ours, or the manifest is not one.
    BadManifest,
    /// It was written by a later program.
    NewerFormat,
    /// More or larger than an archive may be.
    TooLarge,
    /// A name that no archive of ours holds: it would leave the folder, or is none.
    BadName,
    /// A name stands there twice.
    DuplicateEntry,
    /// The manifest names an entry that is not there.
    MissingEntry,
    /// An entry that the manifest does not name.
    ExtraEntry,
    /// An entry is not what the manifest says.
    ChangedEntry,
    /// The record is not sound: the place names the first bad commit.
    BadRecord,
    /// The record holds facts that only a later program knows.
    NewerRecord,
    /// A file is not what its name says, or the record does not name it.
    BadFile,
    /// A key does not open its name.
    BadKey,
    /// The exercise had not ended.
    NotEnded,
    /// The exercise is here already.
    AlreadyHere,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 15] = [
        Self::Unreadable,
        Self::BadManifest,
        Self::NewerFormat,
        Self::TooLarge,
        Self::BadName,
        Self::DuplicateEntry,
        Self::MissingEntry,
        Self::ExtraEntry,
        Self::ChangedEntry,
        Self::BadRecord,
        Self::NewerRecord,
        Self::BadFile,
        Self::BadKey,
        Self::NotEnded,
        Self::AlreadyHere,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "archive_unreadable",
            Self::BadManifest => "archive_bad_manifest",
            Self::NewerFormat => "archive_newer_format",
            Self::TooLarge => "archive_too_large",
            Self::BadName => "archive_bad_name",
            Self::DuplicateEntry => "archive_duplicate_entry",
            Self::MissingEntry => "archive_missing_entry",
            Self::ExtraEntry => "archive_extra_entry",
            Self::ChangedEntry => "archive_changed_entry",
            Self::BadRecord => "archive_bad_record",
            Self::NewerRecord => "archive_newer_record",
            Self::BadFile => "archive_bad_file",
            Self::BadKey => "archive_bad_key",
            Self::NotEnded => "archive_not_ended",
            Self::AlreadyHere => "archive_already_here",
        }
    }

    /// In words, in both languages.
    const fn words(self) -> &'static str {
        match self {
            Self::Unreadable => "不是归档文件，或文件已损坏 · no archive, or a damaged one",
            Self::BadManifest => "清单不完整 · the manifest is not one of an archive",
            Self::NewerFormat => "由更新版本的程序生成，请用新版导入 · written by a newer startex: use that one",
            Self::TooLarge => "超出归档的大小上限 · larger than an archive may be",
            Self::BadName => "条目名称不合规 · no archive holds an entry of this name",
            Self::DuplicateEntry => "条目重复 · the entry stands there twice",
            Self::MissingEntry => "缺少清单所列条目 · the entry is missing",
            Self::ExtraEntry => "清单未列的条目 · the manifest does not name this entry",
            Self::ChangedEntry => "条目内容与清单不符 · the entry is not what the manifest says",
            Self::BadRecord => "演练记录不可信 · the record is not sound",
            Self::NewerRecord => "记录含新版本才有的内容 · the record holds what only a newer startex knows",
            Self::BadFile => "附件与记录不符 · the file does not fit the record",
            Self::BadKey => "姓名密钥与记录不符 · the key does not open the name in the record",
            Self::NotEnded => "演练尚未结束，不能导入 · the exercise had not ended; only ended ones are taken in",
            Self::AlreadyHere => "本服务器已有该演练 · the exercise is here already",
        }
    }
}

/// An archive that is refused: nothing of it was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadArchive {
    /// What is wrong.
    pub fault: Fault,
    /// Where: an entry, a commit of the record.
    pub place: String,
    /// What exactly, where there is more to say.
    pub detail: String,
}

impl BadArchive {
    pub(super) fn new(fault: Fault, place: impl Into<String>) -> Self {
        Self { fault, place: place.into(), detail: String::new() }
    }

    pub(super) fn because(mut self, detail: impl fmt::Display) -> Self {
        self.detail = detail.to_string();
        self
    }
}

impl fmt::Display for BadArchive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.fault.code(), self.place, self.fault.words())?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " ({})", self.detail) }
    }
}

impl std::error::Error for BadArchive {}
