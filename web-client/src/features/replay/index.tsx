/** Hot wash and replay: the drill as it was, what each department saw, and what is found in the room. */
import '../../i18n/ns/replay';
// A department's things are called as its own screen calls them.
import '../../i18n/ns/department';
import '../../i18n/ns/record';
import '../../i18n/ns/improve';
import '../../i18n/ns/picture';
import './replay.css';
import { useEffect } from 'react';
import { Link, useSearch } from 'wouter';
import { useExercise, useYou } from '../../sync';
import { asProblem, LanguageSwitch, ProblemNote, TextSize } from '../../ui';
import { type Drill, load, useDesk } from './desk';
import { EventTable } from './EventTable';
import { FindingSheet } from './FindingSheet';
import { KeyLine, KeysSheet } from './Keys';
import { Lanes } from './Lanes';
import { Plan } from './Plan';
import { Player } from './Player';
import { Room } from './Room';
import { Saw } from './Saw';
import { StarList } from './StarList';
import { StarSheet } from './StarSheet';
import { Talk } from './Talk';
import { usePlay, useReplayWords } from './use';
import { useReplayKeys } from './useReplayKeys';

/** Those who may look at a department's film; the server is the judge. */
const LOOKS: ReadonlySet<string> = new Set(['DIR', 'LC', 'CTL', 'LEV']);

export default function ReplayScreen() {
  const words = useReplayWords();
  const { t } = words;
  const exercise = useExercise();
  const you = useYou();
  const id = exercise?.id;
  const over = exercise !== undefined && exercise.ended !== null;
  const aborted = exercise?.status === 'aborted';
  const loading = useDesk((desk) => desk.loading);
  const looks = LOOKS.has(you.role);
  useEffect(() => {
    if (!id || !(over || aborted)) return;
    let here = true;
    void load(id, looks, () => here);
    return () => {
      here = false;
      // Films are large, and nobody looks at them from another screen.
      useDesk.setState({ loading: { as: 'loading' }, films: new Map(), playing: false });
    };
  }, [id, over, aborted, looks]);
  if (!exercise) return null;
  const ready = (over || aborted) && loading.as === 'ready';
  return (
    <main id="main" className="replay">
      <header className="replay-title">
        <Link href={`/x/${exercise.id}`}>{t('back')}</Link>
        <h1>
          {t('title')} · {words.in(exercise.title)}
        </h1>
        <span className="replay-switches no-print">
          <LanguageSwitch />
          <TextSize />
        </span>
      </header>
      {!(over || aborted) ? <p>{t('not_over')}</p> : null}
      {(over || aborted) && loading.as === 'loading' ? (
        <p className="quiet" role="status">
          {t('loading')}
        </p>
      ) : null}
      {loading.as === 'failed' ? <ProblemNote problem={asProblem(loading.error)} /> : null}
      {loading.as === 'never_started' ? <p>{t('never_started')}</p> : null}
      {ready ? <Table drill={loading.drill} looks={looks} /> : null}
    </main>
  );
}

/** Opens at the moment that the address names: `?t=2280` in exercise seconds, `?seq=231` by the record. */
function useAddress(drill: Drill): void {
  const search = useSearch();
  useEffect(() => {
    const asked = new URLSearchParams(search);
    const [t, seq] = [Number(asked.get('t') ?? Number.NaN), Number(asked.get('seq') ?? Number.NaN)];
    const { seek } = useDesk.getState();
    if (Number.isFinite(t)) seek(drill.line.placeOf(t * 1_000));
    else if (Number.isFinite(seq)) {
      const { film, places } = drill.own;
      const index = film.steps.filter((step) => step.seq !== null && step.seq <= seq).length - 1;
      const at = places[index];
      if (at !== undefined) seek(at);
    }
  }, [search, drill]);
}

function Table({ drill, looks }: { drill: Drill; looks: boolean }) {
  const table = useDesk((desk) => desk.table);
  const talk = useDesk((desk) => desk.talk);
  const room = useDesk((desk) => desk.room);
  const finding = useDesk((desk) => desk.finding);
  const starring = useDesk((desk) => desk.starring);
  const help = useDesk((desk) => desk.help);
  useAddress(drill);
  usePlay(drill);
  useReplayKeys(drill, !finding && !starring && !help);
  return (
    <div className={room ? 'replay-table replay-room' : 'replay-table'}>
      <Player drill={drill} />
      {talk ? <Talk drill={drill} /> : table ? <EventTable drill={drill} /> : <Lanes drill={drill} />}
      <div className="replay-panes">
        <div className="replay-pane">
          <Plan drill={drill} />
          <StarList drill={drill} />
        </div>
        <Saw drill={drill} looks={looks} />
        <Room drill={drill} />
      </div>
      <KeyLine />
      {finding ? <FindingSheet drill={drill} /> : null}
      {starring ? <StarSheet drill={drill} /> : null}
      {help ? <KeysSheet /> : null}
    </div>
  );
}
