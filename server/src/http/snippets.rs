//! Rows that are kept for reuse in other lists 常用条目: `/api/v1/snippets`.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named, SignedIn};
use super::scenarios::{malformed, saved_by};
use super::versions::tidy;
use crate::ids;
use crate::limits::SNIPPETS_MAX;
use crate::scenario::{BLANK, load, looks_real};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use exercise::cell::{Lexicon, put};
use protocol::ids::SnippetId;
use protocol::library::{NewSnippet, Snippet};
use protocol::msel::{MSEL_EXTRA_MAX, MselField, MselInput};
use protocol::problem::{Problem, ProblemCode};
use serde::Deserialize;
use serde_json::Value;

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Asked {
    search: String,
    tag: Option<String>,
}

/// `GET /api/v1/snippets?search=&tag=`
pub(super) async fn list(
    State(context): State<Context>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Vec<Snippet>>, Refusal> {
    let Query(Asked { search, tag }) = query.map_err(malformed)?;
    Ok(Json(context.store.snippets(search, tag.filter(|tag| !tag.is_empty())).await?))
}

/// `POST /api/v1/snippets`
pub(super) async fn add(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Body(new): Body<NewSnippet>,
) -> Result<(StatusCode, Json<Snippet>), Refusal> {
    let NewSnippet { title, tags, cells } = check(new)?;
    let (id, saved) = (SnippetId(ids::uuid()), context.clock.now());
    let snippet = Snippet { id, title, tags, cells, saved, by: saved_by(&identity)? };
    if !context.store.add_snippet(snippet.clone(), SNIPPETS_MAX).await? {
        return Err(ProblemCode::Full.into());
    }
    Ok((StatusCode::CREATED, Json(snippet)))
}

/// `DELETE /api/v1/snippets/{snippet}`
pub(super) async fn remove(State(context): State<Context>, Named(id): Named<SnippetId>) -> Result<StatusCode, Refusal> {
    if context.store.delete_snippet(id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(Refusal::not_found()) }
}

/// Holds a snippet to what a row of a list is held to. What rows are warned of is refused here: nobody lints
/// what lies in the library.
fn check(new: NewSnippet) -> Result<NewSnippet, Refusal> {
    let tags = tidy(new.tags)?;
    let refused = |place: String, why: &str| Problem::new(ProblemCode::DoesNotFitForm).place(place).detail(why);
    let (mut cells, mut extras) = (new.cells, 0);
    cells.retain(|_, input| match input {
        MselInput::Text(text) => !text.as_str().trim().is_empty(),
        MselInput::Value(value) => !value.is_null(),
    });
    if cells.is_empty() {
        return Err(refused("cells".into(), "空行 · a row without a cell").into());
    }
    let blank = load(BLANK.yaml.as_bytes()).scenario.ok_or_else(|| Refusal::new(ProblemCode::Internal))?;
    let lexicon = Lexicon::of(&blank);
    real(new.title.as_str(), "title")?;
    tags.iter().try_for_each(|tag| real(tag.as_str(), "tags"))?;
    for (field, input) in &cells {
        let place = || field.to_string();
        extras += usize::from(matches!(field, MselField::Extra(_)));
        match (input, field) {
            (MselInput::Text(text), _) => real(text.as_str(), &place())?,
            (MselInput::Value(value), MselField::Column(column)) => {
                put(*column, value.clone(), &lexicon).map_err(|fault| refused(place(), fault.word()))?;
                texts(value, &place())?;
            }
            (MselInput::Value(_), MselField::Extra(_)) => {
                return Err(refused(place(), "an extra column holds text").into());
            }
        }
    }
    if extras > MSEL_EXTRA_MAX {
        return Err(Problem::new(ProblemCode::OutOfRange)
            .place("cells")
            .detail(format!("at most {MSEL_EXTRA_MAX}"))
            .into());
    }
    Ok(NewSnippet { title: new.title, tags, cells })
}

fn texts(value: &Value, place: &str) -> Result<(), Refusal> {
    match value {
        Value::String(text) => real(text, place),
        Value::Array(list) => list.iter().try_for_each(|one| texts(one, place)),
        Value::Object(fields) => fields.values().try_for_each(|one| texts(one, place)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// Refuses what looks like a real number or mailbox.
fn real(text: &str, place: &str) -> Result<(), Refusal> {
    match looks_real(text) {
        None => Ok(()),
        Some((zh, en)) => {
            let why = format!("像是真实的{zh}，演练中不得出现 · looks like a real {en}; none may stand in an exercise");
            Err(Problem::new(ProblemCode::DoesNotFitForm).place(place).detail(why).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn checked(cells: Value) -> Result<NewSnippet, Problem> {
        let new = json!({ "title": "老人晕倒", "tags": ["医疗"], "cells": cells });
        check(serde_json::from_value(new).unwrap()).map_err(|Refusal(problem)| problem)
    }

    #[test]
    fn a_row_that_is_not_whole_is_kept_without_its_empty_cells() {
        let cells = json!({ "title_zh": { "text": "老人晕倒" }, "to": { "text": "XF; 谁" }, "body_zh": { "text": " " },
            "target_respond": { "value": 180 }, "extra:来源": { "text": "2024年脚本" } });
        assert_eq!(checked(cells).unwrap().cells.len(), 4);
    }

    #[test]
    fn what_no_row_may_hold_is_refused_with_its_column() {
        // Made up, and cut in two so that no number stands in the source.
        let mobile = ["138", "0000", "1111"].concat();
        let fact = json!([{ "zh": format!("电话{mobile}") }]);
        for (cells, place) in [
            (json!({}), "cells"),
            (json!({ "body_zh": { "text": format!("请拨打{mobile}") } }), "body_zh"),
            (json!({ "key_facts": { "value": fact } }), "key_facts"),
            (json!({ "target_respond": { "value": "soon" } }), "target_respond"),
            (json!({ "extra:来源": { "value": 1 } }), "extra:来源"),
        ] {
            let problem = checked(cells.clone()).unwrap_err();
            assert_eq!((problem.code, problem.place.as_deref()), (ProblemCode::DoesNotFitForm, Some(place)), "{cells}");
        }
    }
}
