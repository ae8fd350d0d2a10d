//! Fonts of this machine: those of official Chinese documents where they are installed, the free Noto
//! faces otherwise. None is in the program: they are larger than it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Beginnings of the names of font files that a report may be set in, in small letters.
const FILES: [&str; 16] = [
    "notoserifcjk",
    "notosanscjk",
    "notoserifsc",
    "notosanssc",
    "sourcehanserif",
    "sourcehansans",
    "simfang",
    "simhei",
    "simkai",
    "simsun",
    "fzxbs",
    "stfangso",
    "liberationserif",
    "liberationsans",
    "times",
    "arial",
];
/// How deep folders of fonts are gone into.
const DEPTH: u8 = 4;
/// A character that every Chinese font has and no other.
const CHINESE: u32 = '演' as u32;

/// The fonts that were found, read once.
pub(super) struct Fonts {
    book: LazyHash<FontBook>,
    list: Vec<Font>,
}

impl Fonts {
    /// The fonts of this machine; none if no Chinese one is among them.
    pub(super) fn of_machine() -> Option<&'static Self> {
        static FOUND: OnceLock<Option<Fonts>> = OnceLock::new();
        FOUND.get_or_init(|| Self::in_folders(&folders())).as_ref()
    }

    fn in_folders(folders: &[PathBuf]) -> Option<Self> {
        let mut files = Vec::new();
        for folder in folders {
            walk(folder, DEPTH, &mut files);
        }
        files.sort();
        files.dedup();
        let data = files.iter().filter_map(|path| std::fs::read(path).ok());
        let list: Vec<Font> = data.flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
        let chinese = list.iter().any(|font| font.info().coverage.contains(CHINESE));
        chinese.then(|| Self { book: LazyHash::new(FontBook::from_fonts(&list)), list })
    }

    /// What there is.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// One of them.
    pub(super) fn get(&self, index: usize) -> Option<Font> {
        self.list.get(index).cloned()
    }
}

/// Where fonts are looked for.
pub(super) fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:\\Windows\\Fonts"]
            .map(PathBuf::from)
            .into();
    if let Some(home) = std::env::var_os("HOME") {
        let home = PathBuf::from(home);
        folders.extend([home.join(".local/share/fonts"), home.join(".fonts"), home.join("Library/Fonts")]);
    }
    folders
}

fn walk(folder: &Path, depth: u8, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if path.is_dir() {
            if depth > 0 {
                walk(&path, depth - 1, files);
            }
        } else if is_wanted(&name) {
            files.push(path);
        }
    }
}

fn is_wanted(name: &str) -> bool {
    let font = [".ttf", ".otf", ".ttc", ".otc"].iter().any(|ending| name.ends_with(ending));
    let name: String = name.chars().filter(|character| !"-_ ".contains(*character)).collect();
    // Of the Noto faces the upright and the bold one; the other weights are a hundred megabytes.
    let weight = !name.starts_with("noto") || name.contains("regular") || name.contains("bold");
    font && weight && !name.contains("semibold") && FILES.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fonts_that_reports_use_are_read() {
        for name in ["notosanscjk-regular.ttc", "simfang.ttf", "liberationserif-bold.ttf", "notoserifcjk-bold.ttc"] {
            assert!(is_wanted(name), "{name}");
        }
        for name in ["notosanscjk-black.ttc", "comic.ttf", "simfang.txt", "notosans-regular.ttf"] {
            assert!(!is_wanted(name), "{name}");
        }
    }

    #[test]
    fn without_a_chinese_font_there_are_none() {
        assert!(Fonts::in_folders(&[PathBuf::from("/nowhere")]).is_none());
    }
}
