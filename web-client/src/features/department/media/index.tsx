/** The department's media 舆情与发布: what comes up in public, and the statements that answer it. */
import '../../../i18n/ns/media';
import './media.css';
import { useState } from 'react';
import { postState, waitsForApproval } from '../../../lib/drill/media';
import { useWords } from '../../../lib/drill/useWords';
import type { FeedItem, StatementItem } from '../../../protocol';
import { useExercise, useItems, useMay, useYou } from '../../../sync';
import { Dialog } from '../../../ui';
import { useStatementName } from '../../../ui/drill/Media';
import { Feed } from './Feed';
import { StatementForm } from './StatementForm';
import { Statements } from './Statements';
import { Unsent } from './Unsent';
import type { Writing } from './useStatement';

type List = 'posts' | 'statements';

export function MediaPage() {
  const { t } = useWords('media');
  const name = useStatementName();
  const waiting = useWaiting();
  const [list, setList] = useState<List>(
    waiting.posts > 0 || waiting.statements === 0 ? 'posts' : 'statements',
  );
  const [writing, setWriting] = useState<Writing>();
  const may = useMay('draft_statement');
  const close = () => setWriting(undefined);
  const title = () => {
    if (writing?.of === 'edit') return t('statement.editTitle', { n: name(writing.statement.id) });
    if (writing?.of === 'correct') return t('statement.correct', { n: name(writing.statement.id) });
    return t('statement.new');
  };
  return (
    <div className="stack media">
      <button
        type="button"
        className="primary"
        disabled={!may.ok}
        onClick={() => setWriting({ of: 'new', answers: [] })}
      >
        ＋ {t('statement.new')}
      </button>
      <Unsent />
      <Lists list={list} show={setList} waiting={waiting} />
      {list === 'posts' ? (
        <Feed onAnswer={(post: FeedItem) => setWriting({ of: 'new', answers: [post.id] })} />
      ) : (
        <Statements
          onEdit={(statement: StatementItem) => setWriting({ of: 'edit', statement })}
          onCorrect={(statement: StatementItem) => setWriting({ of: 'correct', statement })}
        />
      )}
      {writing ? (
        <Dialog sheet title={title()} onClose={close}>
          <StatementForm
            writing={writing}
            onSent={() => {
              setList('statements');
              close();
            }}
          />
        </Dialog>
      ) : null}
    </div>
  );
}

interface Waiting {
  /** Posts that this department has not reported. */
  posts: number;
  /** Statements that wait for its word: a cosignature, an approval, a new text, its publication. */
  statements: number;
}

/** What waits for this department in the media. */
export function useWaiting(): Waiting {
  const you = useYou();
  const command = useExercise()?.command ?? null;
  const posts = useItems('feed').filter((post) => postState(post) === 'new').length;
  const waits = (one: StatementItem) => {
    const own = one.department === you.department;
    const asked = one.cosigners.some(
      (cosigner) => cosigner.department === you.department && !cosigner.cosigned,
    );
    if (one.stage === 'draft') return asked || (own && one.returned !== null);
    if (one.stage === 'approved') return own;
    return waitsForApproval(one) && you.department === command;
  };
  return { posts, statements: useItems('statement').filter(waits).length };
}

function Lists({ list, show, waiting }: { list: List; show: (list: List) => void; waiting: Waiting }) {
  const { t } = useWords('media');
  const counts: Record<List, number> = {
    posts: useItems('feed').length,
    statements: useItems('statement').length,
  };
  return (
    <fieldset className="ledger-lists">
      <legend className="visually-hidden">{t('title')}</legend>
      {(['posts', 'statements'] as const).map((name) => (
        <button key={name} type="button" aria-pressed={list === name} onClick={() => show(name)}>
          {t(name)} <span className="num">{counts[name]}</span>
          {waiting[name] > 0 ? <span className="chip soon">▲ {waiting[name]}</span> : null}
        </button>
      ))}
    </fieldset>
  );
}

/** What waits in the media, for the button of a desk. */
export function MediaWaits() {
  const { posts, statements } = useWaiting();
  const n = posts + statements;
  return n > 0 ? <span className="chip soon">▲ {n}</span> : null;
}
