//! Canaries: a unique word in every text of a scenario and in everything that is written during
//! play, with who may see it. Whoever's screen, frame or answer holds one that is not his, has found
//! a leak. Who may see what is written here a second time, from the visibility table, on purpose.

mod plant;
mod rules;

pub use plant::{Planted, convert};

use std::collections::{BTreeMap, BTreeSet};

/// A class of viewers who see the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Eye {
    /// Director, controllers, safety officer.
    Control,
    /// Evaluators.
    Evaluators,
    /// The lead evaluator.
    LeadEvaluator,
    /// Simulation cell.
    Simulation,
    /// Role players.
    Actors,
    /// A department.
    Department(String),
    /// The leaders' wall.
    LeadersWall,
    /// The players' wall and observers.
    PlayersWall,
    /// One seat alone.
    Seat(String),
}

/// A canary and who may see it.
#[derive(Clone, Debug)]
pub struct Canary {
    /// The word.
    pub word: String,
    /// Where it sits, for a person who reads the failure.
    pub place: String,
    /// Who may see it.
    pub may: BTreeSet<Eye>,
    /// Who must see it, if it is shown at all: proves that the search finds things.
    pub must: BTreeSet<Eye>,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Aviary {
    /// By word.
    pub birds: BTreeMap<String, Canary>,
}

impl Aviary {
    /// A new word for a place.
    pub fn add(&mut self, kind: char, place: &str, may: BTreeSet<Eye>, must: BTreeSet<Eye>) -> String {
        let word = format!("zq{kind}{:05}x", self.birds.len());
        let canary = Canary { word: word.clone(), place: place.to_owned(), may, must };
        self.birds.insert(word.clone(), canary);
        word
    }

    /// What somebody with these eyes must not have seen, and saw.
    #[must_use]
    pub fn leaks(&self, who: &str, eyes: &BTreeSet<Eye>, seen: &BTreeSet<String>) -> Vec<String> {
        let leaked = |word: &&String| self.birds.get(*word).is_none_or(|bird| bird.may.is_disjoint(eyes));
        let place = |word: &String| self.birds.get(word).map_or("a word that nobody planted", |bird| &bird.place);
        seen.iter().filter(leaked).map(|word| format!("{who} saw {word}: {}", place(word))).collect()
    }

    /// What somebody with these eyes must have seen, and did not.
    #[must_use]
    pub fn missing(&self, who: &str, eyes: &BTreeSet<Eye>, seen: &BTreeSet<String>) -> Vec<String> {
        let due = self.birds.values().filter(|bird| !bird.must.is_disjoint(eyes) && !seen.contains(&bird.word));
        due.map(|bird| format!("{who} did not see {}: {}", bird.word, bird.place)).collect()
    }
}

/// Every canary in a text.
#[must_use]
pub fn words(text: &str) -> BTreeSet<String> {
    let candidate = |(start, _): (usize, &str)| {
        let word = text.get(start..start + 9)?;
        let digits = word.as_bytes()[3..8].iter().all(u8::is_ascii_digit);
        (digits && word.ends_with('x')).then(|| word.to_owned())
    };
    text.match_indices("zq").filter_map(candidate).collect()
}

/// A set of eyes.
#[must_use]
pub fn eyes<const N: usize>(list: [Eye; N]) -> BTreeSet<Eye> {
    list.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_the_middle_of_a_text_and_only_whole() {
        assert_eq!(
            words("演练 zqt00012x，zq zqt0001 \"zqr99999x\""),
            ["zqr99999x", "zqt00012x"].map(str::to_owned).into()
        );
    }

    #[test]
    fn a_leak_and_a_gap_are_both_told() {
        let mut aviary = Aviary::default();
        let hidden = aviary.add('t', "note", eyes([Eye::Control]), eyes([Eye::Control]));
        let seen = BTreeSet::from([hidden]);
        let player = eyes([Eye::Department("GA".into())]);
        assert_eq!(aviary.leaks("GA-1", &player, &seen).len(), 1);
        assert!(aviary.leaks("DIR", &eyes([Eye::Control]), &seen).is_empty());
        assert_eq!(aviary.missing("DIR", &eyes([Eye::Control]), &BTreeSet::new()).len(), 1);
        assert!(aviary.missing("GA-1", &player, &BTreeSet::new()).is_empty());
    }
}
