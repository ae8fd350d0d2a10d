//! What a client remembers: the items of its channels, as snapshots and updates brought them.

use protocol::frame::{ChannelName, ChannelStart, Resume, ServerFrame, Start};
use protocol::ids::Epoch;
use protocol::item::{ExerciseItem, Item, ItemKey};
use std::collections::BTreeMap;

/// The items of one connection's channels.
#[derive(Debug, Default)]
pub struct Memory {
    epoch: Option<Epoch>,
    /// At hand, because every thought begins with it.
    exercise: Option<Box<ExerciseItem>>,
    channels: BTreeMap<ChannelName, Channel>,
}

#[derive(Debug, Default)]
struct Channel {
    n: u32,
    items: BTreeMap<ItemKey, Item>,
    /// Parts of a snapshot that is not complete yet.
    coming: Vec<(ItemKey, Item)>,
}

impl Memory {
    /// Where this client left off, for its next hello.
    #[must_use]
    pub fn resume(&self) -> Option<Resume> {
        let channels = self.channels.iter().map(|(name, channel)| (*name, channel.n)).collect();
        self.epoch.map(|epoch| Resume { epoch, channels })
    }

    /// Takes a welcome: a channel that starts anew is forgotten when its snapshot is complete.
    pub fn welcome(&mut self, epoch: Epoch, channels: &BTreeMap<ChannelName, ChannelStart>) {
        self.epoch = Some(epoch);
        for (name, start) in channels {
            let channel = self.channels.entry(*name).or_default();
            channel.coming.clear();
            if start.start == Start::Resumed {
                channel.n = start.n;
            }
        }
    }

    /// Forgets everything: the seat changed.
    pub fn wipe(&mut self) {
        *self = Self::default();
    }

    /// Takes a snapshot or an update and says which keys it brought; other frames bring none.
    pub fn take(&mut self, frame: &ServerFrame) -> Vec<(ChannelName, ItemKey)> {
        match frame {
            ServerFrame::Snapshot { channel: name, n, items, last } => {
                let channel = self.channels.entry(*name).or_default();
                channel.coming.extend(items.iter().map(|upsert| (upsert.key.clone(), upsert.item.clone())));
                if !last {
                    return Vec::new();
                }
                channel.n = *n;
                channel.items = std::mem::take(&mut channel.coming).into_iter().collect();
                let keys = channel.items.keys().map(|key| (*name, key.clone())).collect();
                self.keep_at_hand();
                keys
            }
            ServerFrame::Update { channel: name, n, upsert, remove, .. } => {
                let channel = self.channels.entry(*name).or_default();
                channel.n = *n;
                for key in remove {
                    channel.items.remove(key);
                }
                channel.items.extend(upsert.iter().map(|upsert| (upsert.key.clone(), upsert.item.clone())));
                if *name == ChannelName::All {
                    self.keep_at_hand();
                }
                upsert.iter().map(|upsert| (*name, upsert.key.clone())).collect()
            }
            ServerFrame::Welcome { .. }
            | ServerFrame::Presence(_)
            | ServerFrame::Recorded { .. }
            | ServerFrame::Rejected { .. }
            | ServerFrame::Refused { .. }
            | ServerFrame::Pong { .. } => Vec::new(),
        }
    }

    fn keep_at_hand(&mut self) {
        if let Some(Item::Exercise(exercise)) = self.find("exercise") {
            self.exercise = Some(Box::new(exercise.clone()));
        }
    }

    /// The exercise, once it is known.
    #[must_use]
    pub fn exercise(&self) -> Option<&ExerciseItem> {
        self.exercise.as_deref()
    }

    /// One item of a channel.
    #[must_use]
    pub fn get(&self, channel: ChannelName, key: &ItemKey) -> Option<&Item> {
        self.channels.get(&channel)?.items.get(key)
    }

    /// One item by its key, in whichever channel it is.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Item> {
        let key = ItemKey(key.into());
        self.channels.values().find_map(|channel| channel.items.get(&key))
    }

    /// Every item of every channel, in order of channel and key.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.channels.values().flat_map(|channel| channel.items.values())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::frame::Upsert;
    use protocol::item::GroundTruthItem;

    fn upsert(key: &str) -> Upsert {
        let item = Item::GroundTruth(GroundTruthItem { statements: Vec::new() });
        Upsert { key: ItemKey(key.into()), item }
    }

    #[test]
    fn a_snapshot_in_parts_replaces_the_channel_when_its_last_part_is_there() {
        let mut memory = Memory::default();
        let part = |n, key: &str, last| ServerFrame::Snapshot {
            channel: ChannelName::Group,
            n,
            items: vec![upsert(key)],
            last,
        };
        assert_eq!(memory.take(&part(4, "a", true)).len(), 1);
        assert!(memory.take(&part(9, "b", false)).is_empty());
        assert!(memory.find("a").is_some(), "the old picture stays until the new one is complete");
        assert_eq!(memory.take(&part(9, "c", true)).len(), 2);
        assert!(memory.find("a").is_none() && memory.find("b").is_some() && memory.find("c").is_some());
    }

    #[test]
    fn an_update_brings_and_takes_and_is_where_the_client_resumes() {
        let mut memory = Memory::default();
        assert!(memory.resume().is_none(), "nothing to resume before the first welcome");
        let start = BTreeMap::from([(ChannelName::All, ChannelStart { n: 3, start: Start::Fresh })]);
        memory.welcome(Epoch(uuid::Uuid::nil()), &start);
        let update =
            |n, upsert, remove| ServerFrame::Update { channel: ChannelName::All, n, after: None, upsert, remove };
        memory.take(&update(4, vec![upsert("a"), upsert("b")], vec![]));
        memory.take(&update(5, vec![], vec![ItemKey("a".into())]));
        assert!(memory.find("a").is_none() && memory.find("b").is_some());
        assert_eq!(memory.resume().unwrap().channels[&ChannelName::All], 5);
        memory.wipe();
        assert!(memory.resume().is_none() && memory.items().next().is_none());
    }
}
