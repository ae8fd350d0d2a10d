// Late deliveries for the scenes: one where the nudge is next, one red whose deputy may be called.
import { control } from './control.mjs';

const by = (seat, name) => ({ seat, name, via: null, told: null, robot: false });

/** The lead controller's desk; the first late delivery is amber, the others red and nudged. */
export function late() {
  const scene = control('LC');
  const seat = { ...scene.seat, may: [...scene.seat.may, 'call_deputy'] };
  let count = 0;
  const dressed = (item) => {
    if (item.kind === 'exercise') return { ...item, gates: [...item.gates, 'call_deputy'] };
    if (item.kind !== 'delivery' || item.overdue.length === 0) return item;
    const offered = ['nudge', 'deputy', 'other_channel'].map((step) => ({ step, from: 60_000 }));
    const [nudge, ...rest] = offered;
    const at = { wall: Date.now() - 60_000, exercise: 3_060_000 };
    const first = count++ === 0;
    const escalation = first
      ? { level: 'amber', taken: [], offered: [nudge, ...rest] }
      : { level: 'red', taken: [{ step: 'nudge', at, by: by('LC', '陈静'), seat: null }], offered: rest };
    return { ...item, escalation };
  };
  const frames = scene.frames.map((frame) => {
    if (frame.type === 'welcome') return { ...frame, you: seat };
    if (frame.type !== 'snapshot') return frame;
    return { ...frame, items: frame.items.map((one) => ({ ...one, item: dressed(one.item) })) };
  });
  return { ...scene, seat, frames };
}
