//! The scenarios that come with the program, embedded in the binary.

/// A scenario that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct Bundled {
    /// Its short name in the library, the `id` of the file.
    pub id: &'static str,
    /// Its file name, for messages.
    pub file: &'static str,
    /// The YAML text as its author wrote it.
    pub yaml: &'static str,
}

/// The scenarios that come with the program; the first is the one `startex demo` plays.
#[must_use]
pub const fn bundled() -> &'static [Bundled] {
    &[
        Bundled {
            id: "petition-drill",
            file: "petition-drill.yaml",
            yaml: include_str!("../../../scenarios/petition-drill.yaml"),
        },
        Bundled {
            id: "fire-evacuation",
            file: "fire-evacuation.yaml",
            yaml: include_str!("../../../scenarios/fire-evacuation.yaml"),
        },
        Bundled { id: "it-outage", file: "it-outage.yaml", yaml: include_str!("../../../scenarios/it-outage.yaml") },
    ]
}

/// The beginning of a list that is written in the program: seats of control, nobody who plays.
pub const BLANK: Bundled =
    Bundled { id: "blank", file: "blank.yaml", yaml: include_str!("../../../scenarios/blank.yaml") };

/// The bundled scenario of that name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Bundled> {
    bundled().iter().find(|scenario| scenario.id == id)
}
