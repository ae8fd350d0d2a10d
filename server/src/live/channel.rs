//! One channel: what an audience was given, at which of its own dense positions.
//!
//! Per key the channel keeps the encoded rendering and the position at which it last changed. An
//! equal rendering sends nothing; a resume is simply the keys with a later position; no ring of
//! frames is kept. The bytes themselves stand in for a hash: a snapshot is made from them and is
//! therefore exactly what the updates up to its position add up to.

use super::frame::Frame;
use super::replica::Replica;
use exercise::view::{self, Key};
use exercise::{Audience, State};
use protocol::frame::ChannelName;
use protocol::item::ItemKey;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::sync::Arc;

/// Bytes of items in one frame: below what a phone on a bad link takes in one go, and below the
/// 64 KiB at which clients may stop reading.
pub(super) const PART_BYTES: usize = 48 * 1024;
/// Items that a resume may bring; beyond it a snapshot is smaller and quicker.
pub(super) const RESUME_ITEMS_MAX: usize = 2_000;
/// Bytes that a resume may bring.
pub(super) const RESUME_BYTES_MAX: usize = 1024 * 1024;
/// Removed keys that are remembered for a resume; a client that is further behind reloads.
pub(super) const TOMBSTONES_MAX: usize = 2_000;

/// An item with its key, encoded.
#[derive(Clone, Debug, Serialize)]
pub struct RawUpsert {
    /// Key within the channel.
    pub key: ItemKey,
    /// The item, as JSON.
    pub item: Arc<RawValue>,
}

/// [`protocol::frame::ServerFrame::Update`] and `Snapshot`, with items that are encoded already.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum RawFrame<'a> {
    Update {
        channel: ChannelName,
        n: u32,
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<u32>,
        upsert: &'a [RawUpsert],
        remove: &'a [ItemKey],
    },
    Snapshot {
        channel: ChannelName,
        n: u32,
        items: &'a [RawUpsert],
        last: bool,
    },
}

fn encode(frame: &RawFrame<'_>) -> Frame {
    #[expect(clippy::expect_used, reason = "it fails only for maps whose keys are no strings, and there are none")]
    Frame::text(&serde_json::to_string(frame).expect("frames are structs of strings, numbers and encoded items"))
}

#[derive(Clone, Debug)]
struct Held {
    n: u32,
    item: Arc<RawValue>,
}

/// Keys to be rendered again.
#[derive(Debug)]
enum Dirty {
    All,
    Keys(BTreeSet<Key>),
}

/// A frame with the position that it brings its reader to.
pub(super) type Positioned = (u32, Frame);

/// What one flush came to.
#[derive(Debug, Default)]
pub(super) struct Flushed {
    /// Frames for whoever is at the position before, in order.
    pub frames: Vec<Positioned>,
    /// Keys that are new or look different.
    pub changed: Vec<Key>,
}

/// One channel.
#[derive(Debug)]
pub(super) struct Channel {
    name: ChannelName,
    audience: Audience,
    n: u32,
    held: BTreeMap<Key, Held>,
    gone: VecDeque<(u32, ItemKey)>,
    /// A client below this position may have missed a removal that is forgotten.
    forgotten: u32,
    dirty: Dirty,
    /// A key is dirty that is not held.
    news: bool,
    snapshot: Option<Arc<[Frame]>>,
}

impl Channel {
    pub(super) const fn new(name: ChannelName, audience: Audience) -> Self {
        Self {
            name,
            audience,
            n: 0,
            held: BTreeMap::new(),
            gone: VecDeque::new(),
            forgotten: 0,
            dirty: Dirty::All,
            news: false,
            snapshot: None,
        }
    }

    pub(super) const fn name(&self) -> ChannelName {
        self.name
    }

    pub(super) const fn n(&self) -> u32 {
        self.n
    }

    pub(super) const fn audience(&self) -> &Audience {
        &self.audience
    }

    pub(super) fn is_dirty(&self) -> bool {
        match &self.dirty {
            Dirty::All => true,
            Dirty::Keys(keys) => !keys.is_empty(),
        }
    }

    /// Has those keys rendered again at the next flush that may concern this audience.
    pub(super) fn touch<'a>(&mut self, state: &State, touched: impl IntoIterator<Item = &'a Key>) {
        let Dirty::Keys(keys) = &mut self.dirty else { return };
        for key in touched.into_iter().filter(|key| view::concerns(state, key, &self.audience)) {
            if !keys.contains(key) {
                self.news |= !self.held.contains_key(key);
                keys.insert(key.clone());
            }
        }
    }

    /// Whether something waits that this audience has not got at all: an inject, a message, a line.
    pub(super) const fn has_news(&self) -> bool {
        self.news || matches!(self.dirty, Dirty::All)
    }

    /// Has everything rendered again at the next flush.
    pub(super) fn touch_all(&mut self) {
        self.dirty = Dirty::All;
    }

    /// Keys that this audience holds.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.held.keys()
    }

    /// Renders what is dirty: every key that looks different from what is held, with none where it is
    /// gone.
    fn changes(&mut self, replica: &Replica) -> Vec<(Key, Option<Arc<RawValue>>)> {
        self.news = false;
        let keys: Vec<Key> = match std::mem::replace(&mut self.dirty, Dirty::Keys(BTreeSet::new())) {
            Dirty::Keys(keys) => keys.into_iter().collect(),
            Dirty::All => {
                let now = view::keys_of(replica.state(), &self.audience);
                let known: HashSet<&Key> = now.iter().collect();
                let gone: Vec<Key> = self.held.keys().filter(|key| !known.contains(key)).cloned().collect();
                now.into_iter().chain(gone).collect()
            }
        };
        let mut changes = Vec::new();
        for key in keys {
            let held = self.held.get(&key);
            match replica.render(&key, &self.audience) {
                Some(item) => {
                    // An item is a struct; encoding it fails as little as encoding a frame.
                    let Ok(item) = serde_json::value::to_raw_value(&item) else { continue };
                    if held.is_none_or(|held| held.item.get() != item.get()) {
                        changes.push((key, Some(item.into())));
                    }
                }
                None if held.is_some() => changes.push((key, None)),
                None => {}
            }
        }
        changes
    }

    /// What changed since the last step, whatever its size: a replay has no frames and no positions.
    pub(super) fn step(&mut self, replica: &Replica) -> (Vec<RawUpsert>, Vec<ItemKey>) {
        let (mut upsert, mut remove) = (Vec::new(), Vec::new());
        for (key, item) in self.changes(replica) {
            if let Some(item) = item {
                upsert.push(RawUpsert { key: key.wire(), item: Arc::clone(&item) });
                self.held.insert(key, Held { n: self.n, item });
            } else {
                self.held.remove(&key);
                remove.push(key.wire());
            }
        }
        (upsert, remove)
    }

    /// Renders what is dirty, takes a position per frame, and encodes each frame once.
    pub(super) fn flush(&mut self, replica: &Replica) -> Flushed {
        let mut flushed = Flushed::default();
        let mut part = Part::default();
        for (key, item) in self.changes(replica) {
            let Some(item) = item else {
                self.held.remove(&key);
                part.remove.push(key.wire());
                continue;
            };
            if part.bytes + item.get().len() > PART_BYTES {
                flushed.frames.extend(self.close_part(&mut part));
            }
            part.add(key.wire(), Arc::clone(&item));
            // A flush takes the next position unless it is split; `close_part` counts on.
            self.held.insert(key.clone(), Held { n: self.n + 1, item });
            flushed.changed.push(key);
        }
        flushed.frames.extend(self.close_part(&mut part));
        flushed
    }

    /// Ends a frame: it takes one position. Nothing for an empty one.
    fn close_part(&mut self, part: &mut Part) -> Option<Positioned> {
        let part = std::mem::take(part);
        if part.upsert.is_empty() && part.remove.is_empty() {
            return None;
        }
        self.n += 1;
        self.snapshot = None;
        let frame = self.update(self.n, None, &part);
        self.gone.extend(part.remove.into_iter().map(|key| (self.n, key)));
        while self.gone.len() > TOMBSTONES_MAX {
            if let Some((n, _)) = self.gone.pop_front() {
                self.forgotten = n;
            }
        }
        Some((self.n, frame))
    }

    fn update(&self, n: u32, after: Option<u32>, part: &Part) -> Frame {
        encode(&RawFrame::Update { channel: self.name, n, after, upsert: &part.upsert, remove: &part.remove })
    }

    /// The whole channel in parts, encoded once per position where it is shared.
    pub(super) fn snapshot(&mut self) -> Arc<[Frame]> {
        if let Some(snapshot) = &self.snapshot {
            return Arc::clone(snapshot);
        }
        let mut parts: Vec<Vec<RawUpsert>> = vec![Vec::new()];
        let mut bytes = 0;
        for upsert in self.items() {
            let length = upsert.item.get().len();
            if bytes > 0 && bytes + length > PART_BYTES {
                parts.push(Vec::new());
                bytes = 0;
            }
            bytes += length;
            if let Some(part) = parts.last_mut() {
                part.push(upsert);
            }
        }
        let end = parts.len() - 1;
        let frame = |(index, items): (usize, &Vec<RawUpsert>)| {
            encode(&RawFrame::Snapshot { channel: self.name, n: self.n, items, last: index == end })
        };
        let frames: Arc<[Frame]> = parts.iter().enumerate().map(frame).collect();
        // A seat's own channel has one reader: nobody would be given it again.
        if !matches!(self.audience, Audience::Seat(_)) {
            self.snapshot = Some(Arc::clone(&frames));
        }
        frames
    }

    /// Every item with its key.
    pub(super) fn items(&self) -> impl Iterator<Item = RawUpsert> {
        self.held.iter().map(|(key, held)| RawUpsert { key: key.wire(), item: Arc::clone(&held.item) })
    }

    /// What somebody at position `n` has missed, merged; none where a snapshot is needed.
    pub(super) fn since(&self, n: u32) -> Option<Vec<Positioned>> {
        let news = self.news_since(n)?;
        let items: usize = news.values().map(|part| part.upsert.len() + part.remove.len()).sum();
        let bytes: usize = news.values().map(|part| part.bytes).sum();
        (items <= RESUME_ITEMS_MAX && bytes <= RESUME_BYTES_MAX).then(|| self.merged(news, None))
    }

    /// The first of what somebody at position `n` has missed, some `most` bytes of it; none where
    /// removals are forgotten. For who is connected and behind: he will ask again.
    pub(super) fn next_since(&self, n: u32, most: usize) -> Option<Vec<Positioned>> {
        let mut bytes = 0;
        let room = |(_, part): &(u32, Part)| {
            let first = bytes == 0;
            bytes += part.bytes;
            first || bytes <= most
        };
        Some(self.merged(self.news_since(n)?.into_iter().take_while(room).collect(), Some(n)))
    }

    /// What changed after position `n`, by the position at which it last did.
    fn news_since(&self, n: u32) -> Option<BTreeMap<u32, Part>> {
        if n > self.n || n < self.forgotten {
            return None;
        }
        let mut news: BTreeMap<u32, Part> = BTreeMap::new();
        let mut here = HashSet::new();
        for (key, held) in &self.held {
            if held.n > n {
                news.entry(held.n).or_default().add(key.wire(), Arc::clone(&held.item));
                here.insert(key.wire());
            }
        }
        for (at, key) in self.gone.iter().filter(|(at, _)| *at > n) {
            // What came back later, before or after `n`, is not gone.
            if !here.contains(key) {
                news.entry(*at).or_default().remove.push(key.clone());
            }
        }
        Some(news)
    }

    /// As few frames as their bytes allow. They end where a position ends, so that a client that is
    /// cut off in between knows truly where it stands.
    /// `after` is said in them for a reader who is not told by a welcome that positions are leapt over.
    fn merged(&self, news: BTreeMap<u32, Part>, mut after: Option<u32>) -> Vec<Positioned> {
        let mut frames = Vec::new();
        let (mut merged, mut upto) = (Part::default(), 0);
        let mut frame = |part: &Part, n| {
            let frame = self.update(n, after, part);
            after = after.map(|_| n);
            (n, frame)
        };
        for (n, part) in news {
            if upto > 0 && merged.bytes + part.bytes > PART_BYTES {
                frames.push(frame(&std::mem::take(&mut merged), upto));
            }
            merged.bytes += part.bytes;
            merged.upsert.extend(part.upsert);
            merged.remove.extend(part.remove);
            upto = n;
        }
        if upto > 0 {
            frames.push(frame(&merged, upto));
        }
        frames
    }
}

#[derive(Debug, Default)]
struct Part {
    upsert: Vec<RawUpsert>,
    remove: Vec<ItemKey>,
    bytes: usize,
}

impl Part {
    fn add(&mut self, key: ItemKey, item: Arc<RawValue>) {
        self.bytes += item.get().len() + key.0.len();
        self.upsert.push(RawUpsert { key, item });
    }
}

#[cfg(test)]
mod tests;
