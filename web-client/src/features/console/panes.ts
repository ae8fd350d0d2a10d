// Panes of the desk in windows of their own: which are out, and where they stood last on this device.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Say } from '../../lib/drill/words';
import { readSetting, writeSetting } from '../../lib/storage';
import { type Frame, openWindow } from '../../lib/windows';
import { heldExercise } from '../../sync';
import { announce } from '../../ui';
import { useDesk } from './desk';

export const PANES = ['queue', 'matrix', 'inbox', 'log', 'map'] as const;
export type PaneName = (typeof PANES)[number];

export function isPane(name: string | undefined): name is PaneName {
  return PANES.some((one) => one === name);
}

/** How often a window says that it is there; twice unheard is gone: closed, crashed, or another exercise. */
const SAY_EVERY = 2_000;
const GONE_AFTER = 5_000;
const FIRST: Frame = { left: 80, top: 80, width: 900, height: 700 };

interface Message {
  pane: PaneName;
  exercise: string;
  what: 'here' | 'gone' | 'back';
}

interface Panes {
  /** Device time at which each pane that is out was heard last. */
  out: Partial<Record<PaneName, number>>;
}

export const usePanes = create<Panes>(() => ({ out: {} }));

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('startex-panes');

function say(pane: PaneName, what: Message['what']): void {
  const exercise = heldExercise();
  if (exercise) channel?.postMessage({ pane, exercise, what } satisfies Message);
}

/** Where a pane stood last on this device. */
function placeOf(pane: PaneName): Frame {
  try {
    return { ...FIRST, ...(JSON.parse(readSetting(`pane.${pane}`) ?? '{}') as Partial<Frame>) };
  } catch {
    return FIRST;
  }
}

/** Opens a pane in a window of its own, where it stood last. */
export function popOut(pane: PaneName, t: Say): void {
  const id = heldExercise();
  const opened = id && openWindow(`/x/${id}/pane/${pane}`, `startex-pane-${pane}`, placeOf(pane));
  if (opened) {
    usePanes.setState(({ out }) => ({ out: { ...out, [pane]: Date.now() } }));
    return;
  }
  useDesk.getState().tell(t('windows.blocked'));
  announce(t('windows.blocked'), 'assertive');
}

/** Calls a pane back: its window closes. */
export function callBack(pane: PaneName): void {
  say(pane, 'back');
  returned(pane);
}

function returned(pane: PaneName): void {
  usePanes.setState(({ out }) => {
    const { [pane]: _, ...others } = out;
    return { out: others };
  });
}

/** Stands once in the desk: knows which panes are out, also after a reload of either window. */
export function useReturns(): void {
  useEffect(() => {
    const listen = ({ data }: MessageEvent<Message>) => {
      if (data.exercise !== heldExercise()) return;
      if (data.what === 'here')
        usePanes.setState(({ out }) => ({ out: { ...out, [data.pane]: Date.now() } }));
      if (data.what === 'gone') returned(data.pane);
    };
    channel?.addEventListener('message', listen);
    const timer = setInterval(() => {
      for (const pane of PANES) {
        const heard = usePanes.getState().out[pane];
        if (heard !== undefined && Date.now() - heard > GONE_AFTER) returned(pane);
      }
    }, SAY_EVERY);
    return () => {
      channel?.removeEventListener('message', listen);
      clearInterval(timer);
    };
  }, []);
}

/** Stands in a pane's own window: says that it is there, keeps its place, closes when it is called back. */
export function useAway(pane: PaneName): void {
  useEffect(() => {
    const keep = () => {
      const { screenX: left, screenY: top, outerWidth: width, outerHeight: height } = window;
      writeSetting(`pane.${pane}`, JSON.stringify({ left, top, width, height }));
    };
    const listen = ({ data }: MessageEvent<Message>) => {
      if (data.what === 'back' && data.pane === pane && data.exercise === heldExercise()) window.close();
    };
    const leave = () => {
      keep();
      say(pane, 'gone');
    };
    say(pane, 'here');
    const timer = setInterval(() => say(pane, 'here'), SAY_EVERY);
    channel?.addEventListener('message', listen);
    window.addEventListener('pagehide', leave);
    window.addEventListener('resize', keep);
    return () => {
      clearInterval(timer);
      channel?.removeEventListener('message', listen);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('resize', keep);
    };
  }, [pane]);
}
