// What somebody is about to put on the map, kept until the server has it.
import { useMemo } from 'react';
import { audiences, CORNERS_MAX, cornersOf, readDegrees, spotOf } from '../../lib/drill/site';
import type { Command, FeatureAudience, FeatureItem, FeatureKind, Position, Spot } from '../../protocol';
import { useDraft, useYou } from '../../sync';
import type { Draft } from './engine';

/** How the position is given: each of the three works by keyboard alone. */
export type Way = 'place' | 'tap' | 'typed';
export const WAYS: readonly Way[] = ['tap', 'place', 'typed'];
export const FORMS: readonly Draft['form'][] = ['point', 'line', 'area'];

export interface FeatureDraft {
  kind: FeatureKind;
  way: Way;
  form: Draft['form'];
  corners: readonly Position[];
  place: string;
  lat: string;
  lon: string;
  label: string;
  note: string;
  reason: string;
  audience: FeatureAudience;
}

function blank(department: string | null, before: FeatureItem | undefined): FeatureDraft {
  const position = before?.shape.type === 'point' ? before.shape.at : undefined;
  return {
    kind: before?.feature_kind ?? 'blockage',
    way: before?.place ? 'place' : 'tap',
    form: before?.shape.type ?? 'point',
    corners: before ? cornersOf(before.shape) : [],
    place: before?.place ?? '',
    lat: position ? String(position.lat) : '',
    lon: position ? String(position.lon) : '',
    label: before?.label ?? '',
    note: before?.note ?? '',
    reason: '',
    audience: before?.audience ?? audiences(department)[0] ?? 'departments',
  };
}

function read(kept: string, start: FeatureDraft): FeatureDraft {
  if (!kept) return start;
  try {
    return { ...start, ...(JSON.parse(kept) as Partial<FeatureDraft>) };
  } catch {
    return start;
  }
}

/** Where it would be put now; undefined while that is not said. */
export function spotNow(draft: FeatureDraft): Spot | undefined {
  switch (draft.way) {
    case 'place':
      return draft.place ? { type: 'place', place: draft.place } : undefined;
    case 'tap':
      return spotOf(draft.form, draft.corners);
    case 'typed': {
      const [lat, lon] = [readDegrees(draft.lat, 90), readDegrees(draft.lon, 180)];
      return lat === undefined || lon === undefined ? undefined : { type: 'point', at: { lat, lon } };
    }
  }
}

export function useFeatureDraft(before: FeatureItem | undefined) {
  const you = useYou();
  const [kept, keep, drop] = useDraft(`${you.seat}/feature/${before?.id ?? ''}`);
  const draft = useMemo(() => read(kept, blank(you.department, before)), [kept, you.department, before]);
  const change = (to: Partial<FeatureDraft>) => keep(JSON.stringify({ ...draft, ...to }));
  return {
    draft,
    change,
    drop,
    /** A tap on the map, or its middle: a point moves there, a line or area gets a corner. */
    add(at: Position) {
      const corners = draft.form === 'point' ? [at] : [...draft.corners, at].slice(0, CORNERS_MAX);
      change({ way: 'tap', corners });
    },
    /** The command, or undefined while something is missing. `seen` is the moment, where it travels later. */
    command(word: string, seen: number | null): Extract<Command, { type: 'put_feature' }> | undefined {
      const spot = spotNow(draft);
      const reason = draft.reason.trim();
      if (!spot || (before && !reason)) return undefined;
      return {
        type: 'put_feature',
        feature: draft.kind,
        spot,
        label: draft.label.trim() || word,
        note: draft.note.trim() || null,
        seen_at: seen,
        audience: draft.audience,
        ...(before ? { replaces: before.id, reason } : {}),
      };
    },
  };
}

export type Drafting = ReturnType<typeof useFeatureDraft>;
