/** Finding evidence for a sentence that was typed or changed by hand: likely commits, looked through and picked. */
import { useEffect, useMemo, useState } from 'react';
import { type Candidate, likeliest, matches, spanBegin, spanEnd } from '../../lib/drill/candidates';
import { commitName, commitsOf, type Piece, piecesOf } from '../../lib/drill/draft';
import { exerciseTime } from '../../lib/time';
import type { DocumentDraft, EvidenceCommit } from '../../protocol';
import { useExercise, useMay } from '../../sync';
import { asProblem, Dialog, ProblemNote } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { CommitHead, CommitLines } from './Commit';
import { useCandidates, useNames, useRecord } from './candidates';
import { useDesk } from './desk';
import { focusOn } from './focus';
import { useReportWords, useZone } from './words';

/** The same bound as the server's for a list in a command. */
const PICKED_MAX = 64;
/** As many as one reads before changing what is looked for. */
const SHOWN = 30;

export function Find({ draft, sentence }: { draft: DocumentDraft; sentence: string }) {
  const { t } = useReportWords();
  const find = useDesk((desk) => desk.find);
  const choose = useDesk((desk) => desk.choose);
  const piece = piecesOf(draft.document).find((one) => one.key === sentence);
  const close = () => {
    find(null);
    choose(sentence);
    focusOn(sentence);
  };
  useEffect(() => {
    // Somebody else may have taken the sentence out meanwhile.
    if (!piece) find(null);
  }, [piece, find]);
  if (!piece) return null;
  return (
    <Dialog title={t('find.title')} onClose={close} wide>
      <Finder piece={piece} close={close} />
    </Dialog>
  );
}

function Finder({ piece, close }: { piece: Piece; close: () => void }) {
  const { t } = useReportWords();
  const { commits, error, reading } = useRecord();
  const names = useNames();
  const candidates = useCandidates(commits, names);
  const [picked, pick] = useState<readonly number[]>(() => commitsOf(piece.evidence));
  const turn = (seq: number) =>
    pick((before) =>
      before.includes(seq) ? before.filter((one) => one !== seq) : [...before, seq].sort((a, b) => a - b),
    );
  // A commit of the record's own sentence that this seat is not shown cannot be given again.
  const known = new Set(commits.map((one) => one.seq));
  const mine = reading ? picked : picked.filter((seq) => known.has(seq));
  return (
    <div className="rep-find">
      <blockquote className="rep-chosen" aria-label={t('find.quote')}>
        {piece.text}
      </blockquote>
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      <Search {...{ candidates, names, reading, text: piece.text, picked: mine, turn }} />
      <Picked {...{ piece, picked: mine, turn, close }} />
    </div>
  );
}

interface SearchProps {
  candidates: readonly Candidate[];
  names: ReturnType<typeof useNames>;
  reading: boolean;
  text: string;
  picked: readonly number[];
  turn: (seq: number) => void;
}

function Search({ candidates, names, reading, text, picked, turn }: SearchProps) {
  const { t } = useReportWords();
  const [fields, setFields] = useState({ words: '', department: '', row: '', from: '', to: '' });
  const [shown, show] = useState(SHOWN);
  const set = (name: keyof typeof fields) => (value: string) => {
    setFields((before) => ({ ...before, [name]: value }));
    show(SHOWN);
  };
  const { words, department, row } = fields;
  const [from, to] = [spanBegin(fields.from), spanEnd(fields.to)];
  const wrong = from === null ? fields.from : to === null ? fields.to : undefined;
  const ordered = useMemo(() => likeliest(text, candidates, names), [text, candidates, names]);
  const found = ordered.filter(({ candidate }) =>
    matches(candidate, {
      words: words.trim(),
      department,
      row,
      from: from ?? undefined,
      to: to ?? undefined,
    }),
  );
  return (
    <>
      <Fields {...{ fields, set, candidates, names }} />
      {wrong === undefined ? null : (
        <p role="alert" className="small">
          {t('find.no_time', { text: wrong })}
        </p>
      )}
      <p role="status" className="quiet small">
        {reading
          ? t('find.reading')
          : found.length > 0
            ? t('find.found', { n: found.length })
            : t('find.none')}
      </p>
      <ol className="rep-candidates" aria-label={t('find.list')}>
        {found.slice(0, shown).map(({ candidate: { commit } }) => (
          <Line key={commit.seq} commit={commit} on={picked.includes(commit.seq)} turn={turn} />
        ))}
      </ol>
      {found.length > shown ? (
        <button type="button" onClick={() => show(shown + SHOWN)}>
          {t('find.more', { n: Math.min(SHOWN, found.length - shown) })}
        </button>
      ) : null}
    </>
  );
}

type Field = 'words' | 'department' | 'row' | 'from' | 'to';

interface FieldsProps {
  fields: Record<Field, string>;
  set: (name: Field) => (value: string) => void;
  candidates: readonly Candidate[];
  names: ReturnType<typeof useNames>;
}

function Fields({ fields, set, candidates, names }: FieldsProps) {
  const words = useReportWords();
  const { t } = words;
  const rows = new Map(
    candidates.flatMap(({ commit }) =>
      commit.lines.flatMap((line) => (line.row ? [[line.row, words.in(line.title)] as const] : [])),
    ),
  );
  const departments = names.departments.map(({ code, names: [zh, en] }) => ({
    code,
    name: words.in({ zh: zh ?? '', en: en ?? '' }),
  }));
  return (
    <search className="rep-find-fields">
      <label className="rep-find-words">
        {t('find.words')}
        <input
          // The dialog gives the focus to it when it opens: one types at once.
          ref={(field) => field?.setAttribute('autofocus', '')}
          type="search"
          value={fields.words}
          aria-describedby="rep-find-words"
          onChange={(event) => set('words')(event.target.value)}
        />
        <span id="rep-find-words" className="quiet small">
          {t('find.words_hint')}
        </span>
      </label>
      <label>
        {t('find.department')}
        <select value={fields.department} onChange={(event) => set('department')(event.target.value)}>
          <option value="">{t('find.any')}</option>
          {departments.map(({ code, name }) => (
            <option key={code} value={code}>
              {code} {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('find.row')}
        <select value={fields.row} onChange={(event) => set('row')(event.target.value)}>
          <option value="">{t('find.any')}</option>
          {[...rows]
            .sort(([one], [other]) => one.localeCompare(other))
            .map(([id, title]) => (
              <option key={id} value={id}>
                {id} {title}
              </option>
            ))}
        </select>
      </label>
      {(['from', 'to'] as const).map((name) => (
        <label key={name} className="rep-find-time">
          {t(`find.${name}`)}
          <input
            value={fields[name]}
            aria-describedby="rep-find-time"
            onChange={(event) => set(name)(event.target.value)}
          />
        </label>
      ))}
      <span id="rep-find-time" className="rep-find-hint quiet small">
        {t('find.time_hint')}
      </span>
    </search>
  );
}

function Line({ commit, on, turn }: { commit: EvidenceCommit; on: boolean; turn: (seq: number) => void }) {
  const { t } = useReportWords();
  const id = useExercise()?.id;
  const name = commitName(commit.seq);
  const at = exerciseTime(commit.at.exercise);
  return (
    <li className={on ? 'rep-candidate rep-candidate-on' : 'rep-candidate'}>
      <label>
        <input type="checkbox" checked={on} onChange={() => turn(commit.seq)} />
        <div>
          <CommitHead commit={commit} />
          <CommitLines commit={commit} />
        </div>
      </label>
      <a
        href={`/x/${id ?? ''}/replay?t=${commit.at.exercise}`}
        target="_blank"
        rel="noreferrer"
        aria-label={t('find.replay_of', { commit: name, at })}
      >
        {t('behind.replay')} <span aria-hidden="true">▸</span>
      </a>
    </li>
  );
}

interface PickedProps {
  piece: Piece;
  picked: readonly number[];
  turn: (seq: number) => void;
  close: () => void;
}

/** What was picked stays in sight whatever is looked for next. */
function Picked({ piece, picked, turn, close }: PickedProps) {
  const { t } = useReportWords();
  const zone = useZone();
  const kind = useDesk((desk) => desk.kind);
  const language = useDesk((desk) => desk.language);
  const may = useMay('give_evidence');
  const act = useAct(close);
  const of = { document: kind, language, sentence: piece.key } as const;
  const given = piece.sentence?.given === true;
  const same = given && picked.join() === commitsOf(piece.evidence).join();
  const notNow =
    picked.length > PICKED_MAX
      ? t('find.too_many', { n: PICKED_MAX })
      : picked.length === 0
        ? t('find.picked_none')
        : same
          ? t('find.same')
          : undefined;
  const give = () => {
    if (may.ok && notNow === undefined && !act.busy)
      act.give({ type: 'give_evidence', ...of, commits: [...picked] });
  };
  return (
    <footer className="rep-picked">
      <p className="row">
        <b>{t('find.picked', { n: picked.length })}</b>
        {picked.map((seq) => (
          <button
            key={seq}
            type="button"
            className="num small"
            aria-label={t('find.drop', { commit: commitName(seq) })}
            onClick={() => turn(seq)}
          >
            {commitName(seq)} <span aria-hidden="true">✕</span>
          </button>
        ))}
      </p>
      <div className="row">
        <ActButton may={may} busy={act.busy} tone="main" notNow={notNow} onAct={give}>
          {t('find.give')}
        </ActButton>
        {given ? (
          <ActButton
            may={may}
            busy={act.busy}
            onAct={() => act.give({ type: 'give_evidence', ...of, commits: [] })}
          >
            {t('find.take_back')}
          </ActButton>
        ) : null}
        <button type="button" onClick={close}>
          {t('find.cancel')} <kbd>Esc</kbd>
        </button>
      </div>
      <Fate entry={act.entry} zone={zone} quiet />
    </footer>
  );
}
