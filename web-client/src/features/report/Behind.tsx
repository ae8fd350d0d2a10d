/** Behind a sentence: where it comes from, the commits it rests on in words, and the replay at that second. */
import { Link } from 'wouter';
import { commitName, commitsOf, isByHand, isUnevidenced, type Piece, piecesOf } from '../../lib/drill/draft';
import { exerciseTime } from '../../lib/time';
import type { DocumentDraft, EvidenceCommit, HandEdit } from '../../protocol';
import { useExercise, useMay } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { CommitHead, CommitLines } from './Commit';
import { useDesk } from './desk';
import { useEvidence } from './read';
import { useReportWords, useStamp, useZone } from './words';

/** As many commits as one question names; a longer list is that of a table of everything. */
const SHOWN_MAX = 200;

export function Behind({ draft }: { draft: DocumentDraft }) {
  const { t } = useReportWords();
  const chosen = useDesk((desk) => desk.chosen);
  const piece = piecesOf(draft.document).find((one) => one.key === chosen);
  const edit = draft.by_hand.find((one) => one.sentence === chosen);
  return (
    <section className="rep-behind" aria-labelledby="rep-behind">
      <h2 id="rep-behind">{t('behind.title')}</h2>
      {piece ? (
        <Chosen key={piece.key} piece={piece} edit={edit} />
      ) : (
        <p className="quiet">{t('behind.choose')}</p>
      )}
    </section>
  );
}

function Chosen({ piece, edit }: { piece: Piece; edit: HandEdit | undefined }) {
  const { t } = useReportWords();
  const stamp = useStamp();
  const { sentence } = piece;
  return (
    <>
      <blockquote className="rep-chosen">{piece.text}</blockquote>
      {sentence ? (
        <p className="quiet small">
          {t(`nature.${sentence.nature}`)} · {t(`origin.${sentence.origin}`)}
          {edit ? ` · ${t('behind.changed', stamp(edit.changed))}` : ''}
        </p>
      ) : (
        <p className="quiet small">{t('behind.line')}</p>
      )}
      {edit?.generated ? (
        <div className="rep-original">
          <h3>{t('behind.original')}</h3>
          <p>{edit.generated}</p>
        </div>
      ) : null}
      {sentence ? <Acts piece={piece} edit={edit} /> : null}
      <Found edit={edit} rests={piece.evidence.length > 0} />
      <Rest piece={piece} />
    </>
  );
}

function Acts({ piece, edit }: { piece: Piece; edit: HandEdit | undefined }) {
  const { t } = useReportWords();
  const zone = useZone();
  const kind = useDesk((desk) => desk.kind);
  const language = useDesk((desk) => desk.language);
  const open = useDesk((desk) => desk.edit);
  const show = useDesk((desk) => desk.show);
  const may = useMay('edit_sentence');
  const find = useDesk((desk) => desk.find);
  const restore = useMay('restore_sentence');
  const give = useMay('give_evidence');
  const act = useAct();
  if (may.why === 'role') return <p className="quiet small">{t('read_only')}</p>;
  const of = { document: kind, language, sentence: piece.key } as const;
  const added = edit !== undefined && edit.generated === null;
  return (
    <div className="row">
      <ActButton
        may={may}
        hint="E"
        onAct={() => {
          show('page');
          open({ type: 'sentence', key: piece.key });
        }}
      >
        {t('sentence.edit')}
      </ActButton>
      {piece.sentence && isByHand(piece.sentence) ? (
        <ActButton may={give} hint="F" onAct={() => find(piece.key)}>
          {t('find.open')}
        </ActButton>
      ) : null}
      {edit ? (
        <ActButton may={restore} busy={act.busy} onAct={() => act.give({ type: 'restore_sentence', ...of })}>
          {t(added ? 'sentence.take_back' : 'sentence.restore')}
        </ActButton>
      ) : null}
      {added ? null : (
        <ActButton
          may={may}
          busy={act.busy}
          onAct={() => act.give({ type: 'edit_sentence', ...of, text: null })}
        >
          {t('sentence.out')}
        </ActButton>
      )}
      {act.entry?.state === 'rejected' ? <Fate entry={act.entry} zone={zone} /> : null}
    </div>
  );
}

/** Who found the evidence, and whether it is older than the words. */
function Found({ edit, rests }: { edit: HandEdit | undefined; rests: boolean }) {
  const { t } = useReportWords();
  const stamp = useStamp();
  if (!edit || edit.text === null || !rests) return null;
  const { given, changed } = edit;
  if (!given) return <p className="rep-warning small">◆ {t('behind.older_own')}</p>;
  return (
    <p className="small">
      <span className="quiet">{t('behind.given', stamp(given))}</span>
      {given.at.wall < changed.at.wall ? <span className="rep-warning"> ◆ {t('behind.older')}</span> : null}
    </p>
  );
}

/** Why there is nothing to show, or what there is. */
function Rest({ piece }: { piece: Piece }) {
  const { t } = useReportWords();
  const { sentence, evidence } = piece;
  if (evidence.length > 0) return <Commits piece={piece} />;
  if (sentence?.origin === 'plan') return <p className="quiet">{t('behind.plan')}</p>;
  if (sentence?.origin === 'typed') return <p className="rep-warning">◆ {t('behind.typed')}</p>;
  if (sentence && isUnevidenced(sentence)) return <p className="rep-warning">◆ {t('behind.none')}</p>;
  return <p className="quiet">{t('behind.nothing_to')}</p>;
}

function Commits({ piece }: { piece: Piece }) {
  const { t } = useReportWords();
  const { commits, error, reading } = useEvidence(piece.evidence);
  const all = commitsOf(piece.evidence).length;
  return (
    <>
      <h3>{t('behind.rests', { n: all })}</h3>
      {all > SHOWN_MAX ? <p className="quiet small">{t('behind.first', { n: SHOWN_MAX })}</p> : null}
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      {reading ? <p className="quiet">{t('behind.reading')}</p> : null}
      <ol className="rep-commits">
        {commits.map((commit) => (
          <Commit key={commit.seq} commit={commit} />
        ))}
      </ol>
    </>
  );
}

function Commit({ commit }: { commit: EvidenceCommit }) {
  const { t } = useReportWords();
  const id = useExercise()?.id;
  const name = commitName(commit.seq);
  const at = exerciseTime(commit.at.exercise);
  return (
    <li>
      <CommitHead commit={commit} />
      <CommitLines commit={commit} />
      <Link
        href={`/x/${id ?? ''}/replay?t=${commit.at.exercise}`}
        aria-label={t('behind.replay_of', { commit: name, at })}
      >
        {t('behind.replay')} <span aria-hidden="true">▸</span>
      </Link>
    </li>
  );
}
