//! The site and its places: a box that is a box, a drawing that is one, places that lie on it.

use super::super::rule::Rule;
use super::names::{Names, unknown};
use super::parts::limit;
use super::{Found, at};
use protocol::geojson::Geometry;
use protocol::limits::PLACES_MAX;
use protocol::scenario::{RobotDeed, Scenario};
use protocol::site::{Bounds, PlaceAudience, Position, Site, SitePlan, Spot};

pub(super) fn check(scenario: &Scenario, names: &Names<'_>, found: &mut Found<'_>) {
    limit(found, "places", scenario.places.len(), PLACES_MAX);
    let bounds = scenario.site.as_ref().map(|site| site.bounds);
    if let Some(site) = &scenario.site {
        plan(site, found);
    } else if !scenario.places.is_empty() {
        let en = "places need a site that they lie on";
        found.report(Rule::OffSite, at!["places"], "地点须有场地（site）", en);
    }
    for (p, place) in scenario.places.iter().enumerate() {
        on_site(bounds, std::slice::from_ref(&place.position), at!["places", p, "position"], found);
        if let PlaceAudience::Departments { of } = &place.audience {
            for (d, department) in of.iter().enumerate() {
                if !names.departments.contains(department) {
                    unknown(found, at!["places", p, "audience", "of", d], "参演单位", "department", department);
                }
            }
        }
    }
    let everybody = |key: &protocol::ids::PlaceKey| {
        scenario.places.iter().any(|p| p.key == *key && p.audience == PlaceAudience::All {})
    };
    let known = |key: &protocol::ids::PlaceKey| scenario.places.iter().any(|place| place.key == *key);
    for (f, fact) in scenario.facts.iter().enumerate() {
        match &fact.place {
            None => {}
            Some(key) if !known(key) => unknown(found, at!["facts", f, "place"], "地点", "place", key),
            Some(key) if !everybody(key) => {
                let en = "a fact is at a place that everybody is shown";
                found.report(Rule::OffSite, at!["facts", f, "place"], "态势要素的地点须对所有人可见", en);
            }
            Some(_) => {}
        }
    }
    for (l, line) in scenario.robot_lines.iter().enumerate() {
        let RobotDeed::PutFeature { spot, .. } = &line.does else { continue };
        let path = at!["robot_lines", l, "does", "spot"];
        match spot {
            Spot::Place { place } if !known(place) => unknown(found, path, "地点", "place", place),
            Spot::Place { .. } => {}
            Spot::Point { at } => on_site(bounds, std::slice::from_ref(at), path, found),
            Spot::Line { along } => on_site(bounds, along, path, found),
            Spot::Area { around } => on_site(bounds, around, path, found),
        }
    }
}

fn plan(site: &Site, found: &mut Found<'_>) {
    if !site.bounds.is_sound() {
        let en = "west lies west of east, south lies south of north, and a site is at most a degree wide and high";
        found.report(Rule::OffSite, at!["site", "bounds"], "西小于东、南小于北，长宽各不超过1度", en);
    }
    let path = at!["site", "plan", "text"];
    match &site.plan {
        Some(SitePlan::Svg { text }) if !is_svg(text.as_str()) => {
            let en = "an SVG drawing begins with <svg, names its namespace and ends with </svg>";
            found.report(Rule::SitePlan, path, "SVG以<svg开头、写明命名空间并以</svg>结尾", en);
        }
        Some(SitePlan::Geojson { text }) => {
            if let Err(error) = Geometry::check_text(text.as_str()) {
                found.report(Rule::SitePlan, path, format!("不是GeoJSON：{error}"), format!("not GeoJSON: {error}"));
            }
        }
        Some(SitePlan::Svg { .. } | SitePlan::Image { .. }) | None => {}
    }
}

/// What a browser shows as a picture. It runs nothing of it: pictures have no scripts.
fn is_svg(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("<svg") && text.ends_with("</svg>") && text.contains("xmlns=\"http://www.w3.org/2000/svg\"")
}

fn on_site(bounds: Option<Bounds>, corners: &[Position], path: &[super::Step<'_>], found: &mut Found<'_>) {
    if let Some(bounds) = bounds
        && !corners.iter().all(|corner| bounds.admits(*corner))
    {
        let en = "that is farther from the site than its own size";
        found.report(Rule::OffSite, path, "离场地过远（超出一个场地的长宽）", en);
    }
}
