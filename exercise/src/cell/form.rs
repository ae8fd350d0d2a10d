//! Which form the value of each column has.

use protocol::msel::MselColumn;

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Id,
    Text,
    Label,
    Offset,
    Span,
    Word,
    Phase,
    Recipients,
    Recipient,
    Department,
    Seat,
    KeyFacts,
    Response,
    Choices,
    Condition,
    Tasks,
    Priority,
    Attachments,
    Escalation,
    Truth,
    Fails,
    Post,
}

/// The form of a column's value.
pub(super) const fn of(column: MselColumn) -> Form {
    match column {
        MselColumn::Id => Form::Id,
        MselColumn::Offset => Form::Offset,
        MselColumn::Phase => Form::Phase,
        MselColumn::Storyline => Form::Label,
        MselColumn::To => Form::Recipients,
        MselColumn::Lead => Form::Department,
        MselColumn::AckSeat | MselColumn::Controller => Form::Seat,
        MselColumn::Kind
        | MselColumn::AckPolicy
        | MselColumn::Channel
        | MselColumn::Staging
        | MselColumn::Release
        | MselColumn::Template => Form::Word,
        MselColumn::TargetAcknowledge | MselColumn::TargetRespond | MselColumn::TargetComplete => Form::Span,
        MselColumn::KeyFacts => Form::KeyFacts,
        MselColumn::Response => Form::Response,
        MselColumn::Decision => Form::Choices,
        MselColumn::DecidedBy => Form::Recipient,
        MselColumn::When => Form::Condition,
        MselColumn::Tasks => Form::Tasks,
        MselColumn::Priority => Form::Priority,
        MselColumn::Attachments => Form::Attachments,
        MselColumn::Escalation => Form::Escalation,
        MselColumn::Truth => Form::Truth,
        MselColumn::Fails => Form::Fails,
        MselColumn::Post => Form::Post,
        MselColumn::TitleZh
        | MselColumn::TitleEn
        | MselColumn::PlayerTitleZh
        | MselColumn::PlayerTitleEn
        | MselColumn::BodyZh
        | MselColumn::BodyEn
        | MselColumn::FromZh
        | MselColumn::FromEn
        | MselColumn::ActorCardZh
        | MselColumn::ActorCardEn
        | MselColumn::ExpectedActionZh
        | MselColumn::ExpectedActionEn
        | MselColumn::LocationZh
        | MselColumn::LocationEn
        | MselColumn::ControllerNoteZh
        | MselColumn::ControllerNoteEn
        | MselColumn::BackgroundZh
        | MselColumn::BackgroundEn
        | MselColumn::EvaluationNoteZh
        | MselColumn::EvaluationNoteEn => Form::Text,
    }
}
