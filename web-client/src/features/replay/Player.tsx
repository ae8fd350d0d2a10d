/** The controls: play, speed, events, minutes, and the line as a slider that says where it stands. */
import { exerciseTime } from '../../lib/time';
import { type Drill, eventsAt, eventsOf, followed, SPEEDS, useDesk } from './desk';
import { useClock, useReplayWords } from './use';
import { byEvent, byMinute, toEnd, togglePlay } from './useReplayKeys';

export function Player({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const playing = useDesk((desk) => desk.playing);
  const speed = useDesk((desk) => desk.speed);
  const room = useDesk((desk) => desk.room);
  const table = useDesk((desk) => desk.table);
  const talk = useDesk((desk) => desk.talk);
  const set = useDesk((desk) => desk.set);
  const clock = useClock(drill);
  const button = (word: string, sign: string, key: string, act: () => void) => (
    <button type="button" title={`${t(word)} (${key})`} aria-label={t(word)} onClick={act}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <section className="replay-player no-print" aria-label={t('player')}>
      {button('to_start', '|◀', 'Home', () => toEnd(drill, -1))}
      {button('back_minute', '◀◀', '⇧←', () => byMinute(drill, -1))}
      {button('back_event', '◀', '←', () => byEvent(drill, -1))}
      <button
        type="button"
        className="primary replay-play"
        aria-pressed={playing}
        title={`${t('play')} (Space)`}
        onClick={() => togglePlay(drill)}
      >
        <span aria-hidden="true">{playing ? '‖' : '▶'}</span> {playing ? t('pause') : t('play')}
      </button>
      {button('next_event', '▶', '→', () => byEvent(drill, 1))}
      {button('next_minute', '▶▶', '⇧→', () => byMinute(drill, 1))}
      {button('to_end', '▶|', 'End', () => toEnd(drill, 1))}
      <label className="replay-speed">
        <span className="visually-hidden">{t('speed')}</span>
        <select
          value={speed}
          title={`${t('speed')} ([ ])`}
          onChange={(event) => set({ speed: SPEEDS.find((one) => one === Number(event.target.value)) ?? 1 })}
        >
          {SPEEDS.map((one) => (
            <option key={one} value={one}>
              ×{one}
            </option>
          ))}
        </select>
      </label>
      <strong className="replay-clock num">{clock}</strong>
      <span className="quiet num">/ {exerciseTime(drill.line.exerciseAt(drill.line.length))}</span>
      <span className="replay-views">
        <button
          type="button"
          aria-pressed={room}
          onClick={() => set({ room: !room })}
          title={t('room_about')}
        >
          {t('room')}
        </button>
        <button
          type="button"
          aria-pressed={table && !talk}
          onClick={() => set({ table: talk || !table, talk: false })}
          aria-keyshortcuts="T"
        >
          {t('table')} <kbd>T</kbd>
        </button>
        <button type="button" aria-pressed={talk} onClick={() => set({ talk: !talk })} aria-keyshortcuts="W">
          {t('talk.title')} <kbd>W</kbd>
        </button>
      </span>
    </section>
  );
}

/** The scrubber, as wide as the lanes below it. */
export function Scrubber({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const at = useDesk((desk) => desk.at);
  const seek = useDesk((desk) => desk.seek);
  const shown = useDesk((desk) => followed(desk, drill));
  const events = eventsAt(eventsOf(shown, drill.line), at);
  const minutes = Math.floor(drill.line.exerciseAt(at) / 60_000);
  const seconds = Math.floor(drill.line.exerciseAt(at) / 1_000) % 60;
  return (
    <input
      type="range"
      className="replay-scrubber no-print"
      aria-label={t('scrubber')}
      aria-valuetext={t('spoken', { minutes, seconds, n: events })}
      min={0}
      max={drill.line.length}
      step={1}
      value={at}
      onChange={(event) => seek(Number(event.target.value))}
    />
  );
}
