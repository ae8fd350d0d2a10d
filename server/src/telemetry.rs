//! What the operator sees: log lines and metrics. Never bodies, tokens or names of people.

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use serde::Deserialize;
use std::sync::OnceLock;
use tracing_subscriber::EnvFilter;

/// Upper bounds of latency buckets in seconds, around the promised 100 ms and 1 s.
const LATENCY_BUCKETS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Form of log lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For collectors: one JSON object a line.
    Json,
}

/// Starts logging to standard error. `STARTEX_LOG` takes the usual filter, default `info`. A
/// second call changes nothing.
pub fn start_logging(format: LogFormat) {
    let filter = EnvFilter::try_from_env("STARTEX_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // It fails only where a subscriber is set already, and then that one stays.
    let _ = match format {
        LogFormat::Text => subscriber.with_target(false).try_init(),
        LogFormat::Json => subscriber.json().flatten_event(true).try_init(),
    };
}

/// Installs the recorder of the process and returns what renders it. Later calls return the same.
#[must_use]
pub fn start_metrics() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), LATENCY_BUCKETS)
            .unwrap_or_else(|_| PrometheusBuilder::new())
            .build_recorder();
        let handle = recorder.handle();
        // It fails only where a test has set its own recorder; ours then renders empty.
        let _ = metrics::set_global_recorder(recorder);
        handle
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_rendered_and_latencies_get_buckets() {
        let handle = start_metrics();
        metrics::counter!("startex_test_total").increment(3);
        metrics::histogram!("startex_test_seconds").record(0.02);
        let text = handle.render();
        assert!(text.contains("startex_test_total 3"), "{text}");
        assert!(text.contains(r#"startex_test_seconds_bucket{le="0.025"} 1"#), "{text}");
    }
}
