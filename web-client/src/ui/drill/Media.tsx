/** Pieces of rumours and statements that every screen shows alike: reach, state, figures in words, gates. */
import type { ReactNode } from 'react';
import { valueWords } from '../../lib/drill/facts';
import {
  doubling,
  isUnanswered,
  openGates,
  POST_SIGNS,
  postState,
  reachAt,
  STAGE_SIGNS,
} from '../../lib/drill/media';
import { spanWords } from '../../lib/drill/time';
import { useWords, type Words } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import type { By, FeedItem, FigureCheck, PostItem, StatementId, StatementItem } from '../../protocol';
import { useItems, useNow } from '../../sync';
import './media.css';

export function Chip({ sign, children }: { sign: readonly [string, string]; children: ReactNode }) {
  return (
    <span className={`chip ${sign[1]}`}>
      <span aria-hidden="true">{sign[0]}</span>
      {children}
    </span>
  );
}

const FORMATS = { zh: new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en-GB') };

/** How many a post has reached by the clock of the exercise, counting before everybody's eyes. */
export function Reach({ post }: { post: PostItem | FeedItem }) {
  const { t, lang } = useWords('media');
  const { exercise } = useNow();
  const n = reachAt(post.reach, post.ceiling, exercise);
  const every = doubling(post);
  return (
    <span className="media-reach">
      <span className="quiet">{t('reach.now')}</span>{' '}
      <strong className="num" data-reach={n}>
        {FORMATS[lang].format(n)}
      </strong>{' '}
      <span className="quiet small">
        {every && n < post.ceiling ? t('reach.grows', { span: spanWords(every, t) }) : t('reach.still')}
      </span>
    </span>
  );
}

export function PostChip({ post }: { post: PostItem | FeedItem }) {
  const { t } = useWords('media');
  if ('unanswered' in post && isUnanswered(post)) {
    return <Chip sign={['◆', 'late']}>{t('state.unanswered')}</Chip>;
  }
  const state = postState(post);
  return <Chip sign={POST_SIGNS[state]}>{t(`state.${state}`)}</Chip>;
}

export function StageChip({ statement }: { statement: StatementItem }) {
  const { t } = useWords('media');
  return <Chip sign={STAGE_SIGNS[statement.stage]}>{t(`stage.${statement.stage}`)}</Chip>;
}

/** What a statement is called: its department and number. */
export function useStatementName(): (id: StatementId) => string {
  const { t } = useWords('media');
  const statements = useItems('statement');
  const published = useItems('published');
  return (id) => {
    const known = statements.find((one) => one.id === id);
    if (known) return t('statement.number', { department: known.department, n: known.number });
    return published.find((one) => one.id === id)?.department ?? '';
  };
}

/** Name and value of facts, whichever form of the picture this screen holds. */
export function useFactWords() {
  const words = useWords('media');
  const facts = [...useItems('fact'), ...useItems('picture')];
  return {
    name: (key: string) => words.in(facts.find((one) => one.key === key)?.name) || key,
    value: (key: string, value: FigureCheck['said']) => {
      const fact = facts.find((one) => one.key === key);
      return fact ? valueWords(fact.form, value, words.in) : String(value);
    },
  };
}

const FIGURE_SIGNS = { agrees: '✓', contradicts: '✕', unconfirmed: '?' } as const;

/** Each figure held against the picture, in words: a contradiction is said, not only coloured. */
export function Figures({ figures }: { figures: readonly FigureCheck[] }) {
  const { t } = useWords('media');
  const fact = useFactWords();
  if (figures.length === 0) return null;
  return (
    <ul className="media-figures">
      {figures.map((figure) => (
        <li key={figure.fact} className={`media-figure-${figure.verdict}`}>
          <span aria-hidden="true">{FIGURE_SIGNS[figure.verdict]} </span>
          {t(`figure.${figure.verdict}`, {
            fact: fact.name(figure.fact),
            said: fact.value(figure.fact, figure.said),
            confirmed: figure.confirmed === null ? '' : fact.value(figure.fact, figure.confirmed),
          })}
        </li>
      ))}
    </ul>
  );
}

/** What is open before it goes out, or was when it went. */
export function Gates({ statement }: { statement: StatementItem }) {
  const { t, lang } = useWords('media');
  if (statement.stage === 'withdrawn') return null;
  const out = statement.published !== null;
  const open = out ? statement.gates : openGates(statement);
  if (open.length === 0) return <p className="small media-clear">✓ {t('allClear')}</p>;
  const list = open.map((gate) => t(`gate.${gate}`)).join(lang === 'zh' ? '；' : '; ');
  return (
    <p className="small media-open">
      <span aria-hidden="true">◆ </span>
      <strong>{t(out ? 'gatesOut' : 'gates')}</strong>
      {list}
    </p>
  );
}

/** Seat and name; control has no name before players. */
function whoWords(by: By | null, t: Words['t']): string {
  const who = [by?.seat, by?.name].filter(Boolean).join(' ') || t('control');
  return by?.robot ? t('robot', { who }) : who;
}

/** Everything that a statement says of itself. */
export function StatementBody({ statement }: { statement: StatementItem }) {
  const words = useWords('media');
  const { t } = words;
  const name = useStatementName();
  const { drafted, revised, approved, published, reason, corrects, corrected_by, text } = statement;
  const at = (rung: NonNullable<StatementItem['approved']>) => ({
    at: exerciseTime(rung.at.exercise),
    who: whoWords(rung.by, t),
  });
  const both = text.zh && text.en;
  const other = words.lang === 'zh' ? 'en' : 'zh';
  return (
    <>
      <p className="prewrap media-text">{words.in(text)}</p>
      {both ? (
        <details className="media-other">
          <summary>{t('otherText')}</summary>
          <p className="prewrap" lang={other}>
            {text[other]}
          </p>
        </details>
      ) : null}
      <Figures figures={statement.figures} />
      <Cosigners statement={statement} />
      <Gates statement={statement} />
      {statement.returned ? (
        <p className="media-returned">↩ {t('statement.returned', { text: statement.returned.text })}</p>
      ) : null}
      {statement.withdrawn ? <p>{t('statement.withdrawn', { text: statement.withdrawn.text })}</p> : null}
      <p className="small quiet">
        {t('statement.draftedAt', at(drafted))}
        {revised ? ` · ${t('statement.revisedAt', at(revised))}` : ''}
        {approved
          ? ` · ${reason ? t('statement.approvedDespite', { ...at(approved), text: reason }) : t('statement.approvedAt', at(approved))}`
          : ''}
        {published ? ` · ${t('statement.publishedAt', at(published))}` : ''}
        {statement.answers.length > 0 ? ` · ${t('statement.answers', { n: statement.answers.length })}` : ''}
        {corrects ? ` · ${t('statement.corrects', { n: name(corrects) })}` : ''}
        {corrected_by ? ` · ${t('statement.correctedBy', { n: name(corrected_by) })}` : ''}
      </p>
    </>
  );
}

function Cosigners({ statement }: { statement: StatementItem }) {
  const { t } = useWords('media');
  if (statement.cosigners.length === 0) return null;
  return (
    <ul className="media-cosigners" aria-label={t('statement.cosigners')}>
      {statement.cosigners.map(({ department, cosigned, objected }) => (
        <li key={department}>
          <Chip sign={objected ? ['✕', 'late'] : cosigned ? ['✓', 'good'] : ['○', 'idle']}>
            {objected
              ? t('statement.objected', { department, text: objected.text })
              : t(cosigned ? 'statement.cosigned' : 'statement.cosignWaits', { department })}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
