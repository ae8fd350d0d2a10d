//! Packages that go out and come in, and packages that somebody changed.

use super::*;
use crate::scenario::{BLANK, bundled, load};
use protocol::scenario::Attachment;
use protocol::text::Label;
use serde_json::{Value, json};

const PLAN: &[u8] = b"%PDF-1.7 a plan of the hall";

fn hash_of(bytes: &[u8]) -> FileHash {
    FileHash::parse(&hex(digest(&SHA256, bytes).as_ref())).unwrap()
}

/// A bundled scenario whose first row, if it has one, names a file.
fn packing(yaml: &str) -> Packing {
    let mut scenario = load(yaml.as_bytes()).scenario.unwrap();
    let mut files = BTreeMap::new();
    if let Some(row) = scenario.injects.first_mut() {
        let (name, media_type) = (Label::parse("平面图.pdf").unwrap(), Label::parse("application/pdf").unwrap());
        let bytes = u32::try_from(PLAN.len()).unwrap();
        row.attachments.push(Attachment {
            file: hash_of(PLAN),
            name,
            bytes,
            media_type,
            caption: None,
            control_only: false,
        });
        files.insert(hash_of(PLAN), PLAN.to_vec());
    }
    let note = VersionNote::parse("第三稿").unwrap();
    Packing {
        scenario,
        version: 3,
        saved: Some(Timestamp(86_400_000)),
        note,
        tags: vec![Tag::parse("室内").unwrap()],
        files,
    }
}

/// Entries by their names, in order.
type Entries = Vec<(String, Vec<u8>)>;

/// Entries of a package, with its manifest apart.
fn unpacked(bytes: &[u8]) -> (Value, Entries) {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut entries = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        entries.push((entry.name().unwrap().into_owned(), content));
    }
    let (_, manifest) = entries.remove(0);
    (serde_json::from_slice(&manifest).unwrap(), entries)
}

fn packed(manifest: &Value, entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(MANIFEST, SimpleFileOptions::default()).unwrap();
    zip.write_all(manifest.to_string().as_bytes()).unwrap();
    for (name, content) in entries {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The manifest made to fit the entries again, as somebody would who means to deceive.
fn sealed(mut manifest: Value, entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let named = entries.iter().map(|(path, bytes)| serde_json::to_value(entry(path.clone(), bytes)).unwrap());
    manifest["entries"] = named.collect();
    packed(&manifest, entries)
}

fn fault(bytes: &[u8]) -> Fault {
    match read(bytes) {
        Err(Refused::Package(bad)) => bad.fault,
        Err(Refused::Scenario(found)) => panic!("{found:?}"),
        Ok(_) => panic!("it was taken in"),
    }
}

#[test]
fn every_scenario_comes_back_as_it_went_out_with_its_attachment() {
    for file in bundled().iter().chain([&BLANK]) {
        let out = packing(file.yaml);
        let bytes = write(&out).unwrap();
        assert_eq!(bytes, write(&out).unwrap(), "the same version gives the same bytes");
        let back = read(&bytes).unwrap();
        assert_eq!(back.scenario, out.scenario, "{}", file.id);
        let manifest = back.manifest;
        assert_eq!((manifest.banner.as_str(), manifest.version), ("演练 / EXERCISE", 3));
        assert_eq!((manifest.note, manifest.tags, manifest.saved), (out.note, out.tags, out.saved));
        let files: BTreeMap<_, _> = back.files.into_iter().map(|(row, content)| (row.hash, content)).collect();
        assert_eq!(files, out.files, "{}", file.id);
    }
}

#[test]
fn a_list_that_is_not_finished_comes_back_too() {
    let mut out = packing(bundled()[0].yaml);
    out.scenario.injects[1].to.clear();
    out.scenario.injects[2].body = None;
    let cells = json!({ "after": "I-02", "cells": { "title_zh": "待定", "offset": "下午" } });
    out.scenario.drafts = vec![serde_json::from_value(cells).unwrap()];
    assert_eq!(read(&write(&out).unwrap()).unwrap().scenario, out.scenario);
}

#[test]
fn a_lost_attachment_is_said_and_not_hidden() {
    let mut out = packing(bundled()[0].yaml);
    out.files.clear();
    let bytes = write(&out).unwrap();
    let back = read(&bytes).unwrap();
    assert_eq!((back.manifest.missing_files, back.files.len()), (vec![hash_of(PLAN)], 0));
    let (mut manifest, entries) = unpacked(&bytes);
    manifest["missing_files"] = json!([]);
    assert_eq!(fault(&packed(&manifest, &entries)), Fault::MissingEntry);
}

#[test]
fn what_was_changed_is_refused_with_what_is_wrong() {
    let bytes = write(&packing(bundled()[0].yaml)).unwrap();
    let (manifest, entries) = unpacked(&bytes);
    assert_eq!(fault(b"PK no zip"), Fault::Unreadable);
    assert_eq!(fault(&bytes[..bytes.len() / 2]), Fault::Unreadable);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut manifest = manifest.clone();
        change(&mut manifest);
        fault(&packed(&manifest, &entries))
    };
    assert_eq!(with(&|it| it["format"] = json!("startex-scenario/2")), Fault::NewerFormat);
    assert_eq!(with(&|it| it["format"] = json!("startex-archive/1")), Fault::BadManifest);
    assert_eq!(with(&|it| it["entries"][0]["bytes"] = json!(7)), Fault::ChangedEntry);
    assert_eq!(with(&|it| it["entries"][1]["bytes"] = json!(1_u64 << 40)), Fault::TooLarge);
    assert_eq!(with(&|it| it["entries"][1]["path"] = json!("../../etc/passwd")), Fault::BadName);
    assert_eq!(with(&|it| drop(it["entries"].as_array_mut().unwrap().pop())), Fault::ExtraEntry);
    let turned = |change: &dyn Fn(&mut Entries)| {
        let mut entries = entries.clone();
        change(&mut entries);
        (packed(&manifest, &entries), sealed(manifest.clone(), &entries))
    };
    let (changed, resealed) = turned(&|it| it[1].1.push(b'!'));
    assert_eq!((fault(&changed), fault(&resealed)), (Fault::ChangedEntry, Fault::BadFile));
    let (gone, resealed) = turned(&|it| drop(it.remove(1)));
    assert_eq!((fault(&gone), fault(&resealed)), (Fault::MissingEntry, Fault::MissingEntry));
    let (_, none) = turned(&|it| drop(it.remove(0)));
    assert_eq!(fault(&none), Fault::MissingEntry);
    let stray = b"%PDF-1.7 another";
    let (_, stray) = turned(&|it| it.push((format!("{FILES}{}", hash_of(stray).as_str()), stray.to_vec())));
    assert_eq!(fault(&stray), Fault::BadFile);
    let (_, outside) = turned(&|it| it.push(("../evil".into(), Vec::new())));
    assert_eq!(fault(&outside), Fault::BadName);
    let (_, broken) = turned(&|it| it[0].1 = b"schema: 1\nid: x\nunknown: 1\n".to_vec());
    assert!(matches!(read(&broken), Err(Refused::Scenario(found)) if !found.is_empty()));
}

#[test]
fn no_more_is_unpacked_than_the_manifest_says() {
    let (manifest, mut entries) = unpacked(&write(&packing(bundled()[0].yaml)).unwrap());
    // A hundred thousand to one: it would be the whole memory if it were believed.
    entries[1].1 = vec![0; 200 * 1024 * 1024];
    assert_eq!(fault(&packed(&manifest, &entries)), Fault::ChangedEntry);
}
