//! Headers of every answer: what a browser must not do with it.

use super::context::Context;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Adds them; what a handler has set stays.
pub(super) async fn secure(State(context): State<Context>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&content_policy(&context)) {
        set(headers, CONTENT_SECURITY_POLICY, policy);
    }
    set(headers, X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    set(headers, REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    set(headers, HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS));
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    if api {
        set(headers, CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    // Not for a self-made certificate: a browser that has seen this header refuses to go on when
    // the certificate changes, and a drill room could not get past that.
    if context.base.is_secure() && context.authority.is_none() {
        set(headers, STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}

/// No inline script, no other host. Older browsers do not count the page's own WebSocket as
/// `'self'`, so its addresses are named.
fn content_policy(context: &Context) -> String {
    let mut policy =
        String::from("default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'");
    for origin in context.base.origins() {
        // The policy's grammar knows no IPv6 addresses: browsers complain of them and go on.
        if let Some(rest) = origin.strip_prefix("http").filter(|rest| !rest.contains('[')) {
            policy.push_str(" ws");
            policy.push_str(rest);
        }
    }
    policy.push_str("; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
    policy
}
