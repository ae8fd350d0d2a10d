//! How a measure is put together: samples become medians, counts carry their n, evidence is kept once.

use crate::evidence::once;
use crate::number;
use protocol::document::Evidence;
use protocol::measure::{Measure, MeasureCode, MeasurePart, MeasureUnit, Subject, SubjectKind};

/// One measured value.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    /// The value as it counts.
    pub ms: i64,
    /// What was subtracted before.
    pub not_counted: i64,
    pub evidence: Vec<Evidence>,
}

pub(super) const fn whole() -> Subject {
    Subject { kind: SubjectKind::Exercise, id: None }
}

pub(super) fn subject(kind: SubjectKind, id: impl ToString) -> Subject {
    Subject { kind, id: Some(id.to_string()) }
}

/// A measure without value: what was not measured is said.
pub(super) const fn blank(code: MeasureCode, of: Subject, part: MeasurePart, unit: MeasureUnit) -> Measure {
    Measure {
        code,
        of,
        part,
        value: None,
        unit,
        n: 0,
        target: None,
        met: None,
        not_counted_ms: 0,
        evidence: Vec::new(),
    }
}

/// Milliseconds as the number of a measure. Exact: an exercise is far shorter than 2^53 ms.
#[expect(clippy::cast_precision_loss, reason = "an exercise lasts days at most")]
pub(super) const fn whole_ms(ms: i64) -> f64 {
    ms as f64
}

/// The value at place ⌈percent · n / 100⌉ of the sorted samples.
fn nearest_rank(sorted: &[Sample], percent: usize) -> Option<&Sample> {
    sorted.get((sorted.len() * percent).div_ceil(100).checked_sub(1)?)
}

/// Median and worst of samples, and the 95th percentile where asked; a blank median where there are none.
pub(super) fn spread(
    code: MeasureCode,
    of: &Subject,
    unit: MeasureUnit,
    samples: Vec<Sample>,
    p95: bool,
) -> Vec<Measure> {
    let mut samples = samples;
    samples.sort_by_key(|sample| sample.ms);
    if samples.is_empty() {
        return vec![blank(code, of.clone(), MeasurePart::Median, unit)];
    }
    let n = number::count(samples.len());
    let not_counted_ms = samples.iter().map(|sample| sample.not_counted).sum();
    let all: Vec<Evidence> = samples.iter().flat_map(|sample| sample.evidence.clone()).collect();
    let part = |part, sample: &Sample, evidence: Vec<Evidence>| Measure {
        value: Some(whole_ms(sample.ms)),
        n,
        not_counted_ms,
        evidence: once(evidence),
        ..blank(code, of.clone(), part, unit)
    };
    let mut list: Vec<Measure> = Vec::new();
    list.extend(nearest_rank(&samples, 50).map(|sample| part(MeasurePart::Median, sample, all.clone())));
    if p95 {
        list.extend(nearest_rank(&samples, 95).map(|sample| part(MeasurePart::P95, sample, all.clone())));
    }
    list.extend(samples.last().map(|sample| part(MeasurePart::Worst, sample, sample.evidence.clone())));
    list
}

/// So many of n.
pub(super) fn of_n(
    code: MeasureCode,
    of: Subject,
    part: MeasurePart,
    hit: usize,
    n: usize,
    rests: Vec<Evidence>,
) -> Measure {
    Measure {
        value: (n > 0).then(|| f64::from(number::count(hit))),
        n: number::count(n),
        evidence: once(rests),
        ..blank(code, of, part, MeasureUnit::OfN)
    }
}

/// A count.
pub(super) fn counted(
    code: MeasureCode,
    of: Subject,
    part: MeasurePart,
    things: usize,
    rests: Vec<Evidence>,
) -> Measure {
    let n = number::count(things);
    Measure { value: Some(f64::from(n)), n, evidence: once(rests), ..blank(code, of, part, MeasureUnit::Count) }
}

/// One time against its limit, both in milliseconds of exercise time.
pub(super) fn timed(
    code: MeasureCode,
    of: Subject,
    part: MeasurePart,
    ms: Option<i64>,
    limit: Option<i64>,
    rests: Vec<Evidence>,
) -> Measure {
    Measure {
        value: ms.map(whole_ms),
        n: u32::from(ms.is_some()),
        target: limit.map(whole_ms),
        met: ms.zip(limit).map(|(ms, limit)| ms <= limit),
        evidence: once(rests),
        ..blank(code, of, part, MeasureUnit::ExerciseMs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(ms: i64) -> Sample {
        Sample { ms, not_counted: 0, evidence: Vec::new() }
    }

    #[test]
    fn medians_are_by_nearest_rank() {
        let of = |values: &[i64]| {
            let samples = values.iter().copied().map(sample).collect();
            let list = spread(MeasureCode::M03, &whole(), MeasureUnit::ExerciseMs, samples, true);
            list.iter().map(|one| one.value).collect::<Vec<_>>()
        };
        assert_eq!(of(&[]), [None]);
        assert_eq!(of(&[7]), [Some(7.0), Some(7.0), Some(7.0)]);
        assert_eq!(of(&[4, 1]), [Some(1.0), Some(4.0), Some(4.0)], "of two the first");
        assert_eq!(of(&[3, 1, 2]), [Some(2.0), Some(3.0), Some(3.0)]);
    }
}
