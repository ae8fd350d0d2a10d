/** The drill on a line: phases, pauses, one lane a department, load, stars, and where we are. */
import { memo, useId, useMemo } from 'react';
import { tShort } from '../../lib/drill/time';
import { exerciseTime } from '../../lib/time';
import { useMedia } from '../../ui/drill/useMedia';
import { type Drill, useDesk } from './desk';
import { type Bar, type Lane, LOAD_PARTS, loadOf } from './lanes';
import { Scrubber } from './Player';
import { useReplayWords, useStars } from './use';

const TIER_PX = 15;
/** Stars that fit beside each other. */
const STARS_ACROSS = { phone: 10, desk: 26 };

const percent = (drill: Drill, at: number) => `${((100 * at) / drill.line.length).toFixed(3)}%`;

/** A round number of minutes so that some eight marks stand on the line. */
function ticksOf(drill: Drill): number[] {
  const minutes = drill.line.exerciseAt(drill.line.length) / 60_000;
  const every = [1, 2, 5, 10, 15, 20, 30, 60, 120].find((step) => minutes / step <= 9) ?? 240;
  return Array.from({ length: Math.floor(minutes / every) + 1 }, (_, index) => index * every * 60_000);
}

export function Lanes({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const follow = useDesk((desk) => desk.follow);
  const set = useDesk((desk) => desk.set);
  const hatch = useId();
  return (
    <section className="replay-lanes" aria-label={t('lanes')}>
      <svg width="0" height="0" aria-hidden="true" className="replay-defs">
        <defs>
          <pattern
            id={hatch}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="6" className="replay-hatch" />
          </pattern>
        </defs>
      </svg>
      <div className="replay-lane">
        <span />
        <Scrubber drill={drill} />
      </div>
      <div className="replay-lane">
        <span />
        <Ticks drill={drill} />
      </div>
      <Phases drill={drill} />
      {drill.lanes.map((lane) => (
        <div
          key={lane.department}
          className="replay-lane"
          data-followed={follow === lane.department || undefined}
        >
          <button
            type="button"
            className="replay-follow"
            aria-pressed={follow === lane.department}
            title={t('follow_one', { dept: lane.department })}
            onClick={() => set({ follow: follow === lane.department ? null : lane.department })}
          >
            {lane.department}
          </button>
          <LaneLine drill={drill} lane={lane} hatch={hatch} />
        </div>
      ))}
      <Load drill={drill} />
      <StarRow drill={drill} />
      <Cursor drill={drill} />
      <p className="quiet small replay-legend">{t('legend')}</p>
    </section>
  );
}

function Ticks({ drill }: { drill: Drill }) {
  return (
    <div className="replay-ticks num" aria-hidden="true">
      {ticksOf(drill).map((moment) => (
        <span key={moment} style={{ insetInlineStart: percent(drill, drill.line.placeOf(moment)) }}>
          {tShort(moment)}
        </span>
      ))}
    </div>
  );
}

function Phases({ drill }: { drill: Drill }) {
  const words = useReplayWords();
  if (drill.line.phases.length === 0) return null;
  // Phases may overlap: each takes the first line on which it has room.
  const lines: number[] = [];
  const placed = drill.line.phases.map((phase) => {
    let tier = lines.findIndex((until) => until <= phase.from);
    if (tier < 0) tier = lines.length;
    lines[tier] = phase.to;
    return { phase, tier };
  });
  return (
    <div className="replay-lane">
      <span className="quiet small">{words.t('phases')}</span>
      <div className="replay-phases" style={{ blockSize: `${lines.length * 1.25}rem` }}>
        {placed.map(({ phase, tier }) => (
          <span
            key={`${phase.id}-${phase.from}`}
            title={`${words.in(phase.name)} ${exerciseTime(drill.line.exerciseAt(phase.from))}–${exerciseTime(drill.line.exerciseAt(phase.to))}`}
            style={{
              insetInlineStart: percent(drill, phase.from),
              inlineSize: percent(drill, phase.to - phase.from),
              insetBlockStart: `${tier * 1.25}rem`,
            }}
          >
            {words.in(phase.name)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Everything of a lane that does not move with the time. */
const LaneLine = memo(function LaneLine({ drill, lane, hatch }: { drill: Drill; lane: Lane; hatch: string }) {
  const words = useReplayWords();
  const { t } = words;
  const late = lane.bars.filter((bar) => bar.late.length > 0).length;
  const off = drill.line.off.get(lane.department) ?? [];
  return (
    <svg
      className="replay-line"
      width="100%"
      height={lane.tiers * TIER_PX + 4}
      role="img"
      aria-label={t('lane', { dept: words.in(lane.name), n: lane.bars.length, late, off: off.length })}
    >
      {drill.line.pauses.map((pause) => (
        <rect
          key={pause.from}
          className="replay-pause"
          x={percent(drill, pause.from)}
          width={percent(drill, pause.to - pause.from)}
          y="0"
          height="100%"
        />
      ))}
      {off.map((span) => (
        <rect
          key={span.from}
          className="replay-off"
          fill={`url(#${hatch})`}
          x={percent(drill, span.from)}
          width={percent(drill, span.to - span.from)}
          y="0"
          height="100%"
        />
      ))}
      {lane.bars.map((bar) => (
        <BarMarks key={bar.id} drill={drill} bar={bar} />
      ))}
    </svg>
  );
});

function BarMarks({ drill, bar }: { drill: Drill; bar: Bar }) {
  const words = useReplayWords();
  const y = bar.tier * TIER_PX + TIER_PX / 2 + 2;
  const mark = (at: number | undefined, sign: string, tone: string) =>
    at === undefined ? null : (
      <text x={percent(drill, at)} y={y + 4} className={`replay-mark replay-${tone}`}>
        {sign}
      </text>
    );
  return (
    <g>
      <title>{`${bar.row} ${words.in(bar.title)}`}</title>
      <line
        x1={percent(drill, bar.from)}
        x2={percent(drill, bar.to)}
        y1={y}
        y2={y}
        className={bar.late.length > 0 ? 'replay-bar replay-bar-late' : 'replay-bar'}
      />
      {bar.received === undefined || bar.acknowledged !== undefined
        ? null
        : mark(bar.received, '◑', 'moving')}
      {mark(bar.acknowledged, '●', 'good')}
      {bar.late.map(({ duty, at }) => (
        <text key={duty} x={percent(drill, at)} y={y + 4} className="replay-mark replay-late">
          ◆
        </text>
      ))}
      {mark(bar.answered, '✓', 'good')}
    </g>
  );
}

function Load({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const follow = useDesk((desk) => desk.follow);
  const load = useMemo(
    () => loadOf(follow ? drill.lanes.filter((lane) => lane.department === follow) : drill.lanes, drill.line),
    [drill, follow],
  );
  const most = Math.max(1, ...load);
  return (
    <div className="replay-lane">
      <span className="quiet small">{t('load')}</span>
      <svg
        className="replay-load"
        width="100%"
        height="28"
        viewBox={`0 0 ${LOAD_PARTS} 28`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('load_most', { n: most })}
      >
        {load.map((open, part) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a part of the line is its place on it
            key={part}
            x={part + 0.1}
            width={0.8}
            y={28 - (26 * open) / most}
            height={(26 * open) / most}
          />
        ))}
      </svg>
    </div>
  );
}

function StarRow({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const stars = useStars(drill);
  const seek = useDesk((desk) => desk.seek);
  const across = useMedia('(max-width: 640px)') ? STARS_ACROSS.phone : STARS_ACROSS.desk;
  // Stars that are close stand below each other.
  const free: number[] = [];
  const tiers = stars.slice(0, 9).map((star) => {
    let tier = free.findIndex((until) => until <= star.at);
    if (tier < 0) tier = free.length;
    free[tier] = star.at + drill.line.length / across;
    return tier;
  });
  return (
    <div className="replay-lane">
      <span className="quiet small">{t('pauses_stars')}</span>
      <div className="replay-stars" style={{ blockSize: `${Math.max(1, free.length) * 1.5}rem` }}>
        {drill.line.pauses.map((pause) => (
          <span
            key={`p${pause.from}`}
            style={{ insetInlineStart: percent(drill, pause.from) }}
            title={t('paused')}
          >
            ‖
          </span>
        ))}
        {stars.slice(0, 9).map((star, index) => (
          <button
            key={star.key}
            type="button"
            style={{
              insetInlineStart: percent(drill, star.at),
              insetBlockStart: `${(tiers[index] ?? 0) * 1.5}rem`,
            }}
            aria-label={t('to_star', { n: index + 1, what: star.text ?? t(`star.${star.kind}`) })}
            title={star.text ?? t(`star.${star.kind}`)}
            onClick={() => seek(star.at)}
          >
            ★{index + 1}
          </button>
        ))}
      </div>
    </div>
  );
}

function Cursor({ drill }: { drill: Drill }) {
  const at = useDesk((desk) => desk.at);
  return (
    <div className="replay-cursor-box" aria-hidden="true">
      <span className="replay-cursor" style={{ insetInlineStart: percent(drill, at) }} />
    </div>
  );
}
