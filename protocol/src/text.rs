//! Bounded text: parsed once, always within its limits, never with control characters.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::borrow::Cow;
use ts_rs::TS;

/// Why a text was refused.
pub(crate) fn check(kind: &str, value: &str, min: usize, max: usize) -> Result<(), String> {
    let length = value.chars().count();
    if length < min {
        return Err(format!("{kind} needs at least {min} characters"));
    }
    if length > max {
        return Err(format!("{kind} is limited to {max} characters, this has {length}"));
    }
    if let Some(bad) = value.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
        return Err(format!("{kind} holds the control character U+{:04X}", bad as u32));
    }
    Ok(())
}

macro_rules! bounded_text {
    ($(#[$meta:meta])* $name:ident, $min:expr, $max:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(String);

        impl $name {
            /// Parses a text, refusing one that is too short, too long or holds control characters.
            ///
            /// # Errors
            /// A sentence that says which bound was broken.
            pub fn parse(value: impl Into<String>) -> Result<Self, String> {
                let value = value.into();
                $crate::text::check(stringify!($name), &value, $min, $max)?;
                Ok(Self(value))
            }
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Self::parse(String::deserialize(d)?).map_err(de::Error::custom)
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "minLength": $min, "maxLength": $max })
            }
        }
    };
}

pub(crate) use bounded_text;

bounded_text!(
    /// One line: a title, a subject.
    Title, 1, 200
);
bounded_text!(
    /// The text of an inject, a message, an answer.
    Body, 1, 4_000
);
bounded_text!(
    /// A reason or short remark.
    Remark, 1, 500
);
bounded_text!(
    /// A person's name as typed at the lobby.
    PersonName, 1, 40
);
bounded_text!(
    /// A short label: a key fact, a unit, a checklist entry.
    Label, 1, 120
);

/// The languages of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

/// A text in one or both languages. A reader whose language is missing is shown the other one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, TS, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Bilingual {
    /// 中文
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    #[schemars(length(max = 4000))]
    pub zh: Option<String>,
    /// English
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    #[schemars(length(max = 4000))]
    pub en: Option<String>,
}

impl Bilingual {
    /// A text in both languages. For texts of the program itself, which are within limits.
    #[must_use]
    pub fn both(zh: &str, en: &str) -> Self {
        Self { zh: Some(zh.into()), en: Some(en.into()) }
    }
    /// The same text for both languages: what a person typed once.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self { zh: Some(text.into()), en: None }
    }
    /// The text in `language`, or in the other language if that one is missing.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::Zh => (&self.zh, &self.en),
            Language::En => (&self.en, &self.zh),
        };
        first.as_deref().or(second.as_deref()).unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Bilingual {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Raw {
            zh: Option<String>,
            en: Option<String>,
        }
        let raw = Raw::deserialize(d)?;
        let tidy = |text: Option<String>| text.filter(|t| !t.is_empty());
        let (zh, en) = (tidy(raw.zh), tidy(raw.en));
        if zh.is_none() && en.is_none() {
            return Err(de::Error::custom("a text needs zh or en"));
        }
        for text in [&zh, &en].into_iter().flatten() {
            check("text", text, 1, 4_000).map_err(de::Error::custom)?;
        }
        Ok(Self { zh, en })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_counts_characters_not_bytes_and_refuses_control_characters() {
        assert!(Title::parse("信".repeat(200)).is_ok());
        assert!(Title::parse("信".repeat(201)).is_err());
        assert!(Title::parse("").is_err());
        assert!(Body::parse("a\u{0}b").is_err());
        assert!(Body::parse("两行\n文字").is_ok());
    }

    #[test]
    fn a_missing_language_falls_back_to_the_other() {
        let text: Bilingual = serde_json::from_str(r#"{"zh":"演练","en":""}"#).unwrap();
        assert_eq!(text.get(Language::En), "演练");
        assert!(serde_json::from_str::<Bilingual>("{}").is_err());
        assert!(serde_json::from_str::<Bilingual>(r#"{"zh":"a","fr":"b"}"#).is_err());
    }
}
