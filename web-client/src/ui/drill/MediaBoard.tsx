/** Posts and statements as control, evaluators and the simulation cell read them. */
import { useId, useState } from 'react';
import { isOpen, isUnanswered, waitsForApproval } from '../../lib/drill/media';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import type { PostItem, StatementItem } from '../../protocol';
import { useItems, useMay, useYou } from '../../sync';
import { ActButton } from './ActButton';
import { useAct } from './act';
import { Fate } from './Fate';
import { Chip, PostChip, Reach, StageChip, StatementBody, useStatementName } from './Media';
import { StatementActs } from './StatementActs';

export function MediaBoard({ zone }: { zone: string }) {
  const { t } = useWords('media');
  const statements = useItems('statement');
  // What somebody has to do something about stands above what is over.
  const ordered = [...statements].reverse().sort((a, b) => weight(a) - weight(b));
  return (
    <div className="media-board">
      <Posts zone={zone} />
      <section aria-labelledby="media-statements">
        <h3 id="media-statements">
          {t('statements')} <span className="quiet num">{statements.length}</span>
        </h3>
        {statements.length === 0 ? <p className="quiet">{t('none.statements')}</p> : null}
        <ol>
          {ordered.map((statement) => (
            <Statement key={statement.id} statement={statement} zone={zone} />
          ))}
        </ol>
      </section>
    </div>
  );
}

function weight(statement: StatementItem): number {
  if (waitsForApproval(statement)) return 0;
  if (isOpen(statement) || statement.stage === 'approved') return 1;
  return 2;
}

/** Posts alone: all that the simulation cell sees of it. */
export function Posts({ zone }: { zone: string }) {
  const { t } = useWords('media');
  const posts = useItems('post');
  const late = posts.filter(isUnanswered).length;
  return (
    <section aria-labelledby="media-posts" className="media-board">
      <h3 id="media-posts">
        {t('posts')} <span className="quiet num">{posts.length}</span>{' '}
        {late > 0 ? <Chip sign={['◆', 'late']}>{t('late', { n: late })}</Chip> : null}
      </h3>
      {posts.length === 0 ? <p className="quiet">{t('none.posts')}</p> : null}
      <ol>
        {[...posts].reverse().map((post) => (
          <Post key={post.id} post={post} zone={zone} />
        ))}
      </ol>
    </section>
  );
}

function Post({ post, zone }: { post: PostItem; zone: string }) {
  const words = useWords('media');
  const { t, say } = words;
  const you = useYou();
  const name = useStatementName();
  const limit = post.answer_within === null ? null : post.appeared.at.exercise + post.answer_within * 1_000;
  return (
    <li className={isUnanswered(post) ? 'card stack media-late' : 'card stack'}>
      <div className="row spread">
        <span>
          <b className="num">{post.number}</b> {post.row ? `${post.row} · ` : ''}
          {t(`kind.${post.post_kind}`)} · <b>{words.in(post.author)}</b> · {words.in(post.platform)} →{' '}
          {post.to.join(', ')}
        </span>
        <PostChip post={post} />
      </div>
      <p className="prewrap">{words.in(post.text)}</p>
      <div className="row spread">
        <Reach post={post} />
        {limit === null ? null : (
          <span className="quiet small">{t('post.limit', { at: exerciseTime(limit) })}</span>
        )}
      </div>
      <p className="media-life">
        <span>{t('life.appeared', { at: exerciseTime(post.appeared.at.exercise) })}</span>
        {post.notices.map((notice) => (
          <span key={notice.department}>
            {t('life.noticed', {
              at: exerciseTime(notice.rung.at.exercise),
              department: notice.department,
            })}
          </span>
        ))}
        {post.checks.map((check) => (
          <span key={`${check.department}/${check.rung.at.wall}`} title={check.source}>
            {t('life.verified', {
              at: exerciseTime(check.rung.at.exercise),
              department: check.department,
              finding: say(`common:finding.${check.finding}`),
            })}
          </span>
        ))}
        {post.answered ? (
          <span>
            {t('life.answered', { at: exerciseTime(post.answered.exercise) })}{' '}
            {post.answers.map(name).filter(Boolean).join(', ')}
          </span>
        ) : null}
      </p>
      {you.may.includes('log_reach') && !post.taken_down ? <Log post={post} zone={zone} /> : null}
    </li>
  );
}

/** How far it is by now, by hand: the simulation cell steers how loud a rumour is. */
function Log({ post, zone }: { post: PostItem; zone: string }) {
  const { t } = useWords('media');
  const id = useId();
  const may = useMay('log_reach');
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const act = useAct(() => setText(''));
  const value = /^\d{1,10}$/.test(text.trim()) ? Number(text.trim()) : undefined;
  const wrong = value === undefined || value > post.ceiling ? t('sim.wrong') : undefined;
  if (!open) {
    return (
      <div className="media-acts">
        <ActButton may={may} onAct={() => setOpen(true)}>
          {t('sim.log')}…
        </ActButton>
        <Fate entry={act.entry} zone={zone} quiet />
      </div>
    );
  }
  return (
    <div className="media-log">
      <div className="field">
        <label htmlFor={id}>{t('sim.logValue')}</label>
        <input
          id={id}
          inputMode="numeric"
          maxLength={10}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <ActButton
        may={may}
        tone="main"
        notNow={wrong}
        busy={act.busy}
        onAct={() => {
          if (value === undefined) return;
          act.give({ type: 'log_reach', post: post.id, reach: value });
          setOpen(false);
        }}
      >
        {t('sim.logIt')}
      </ActButton>
    </div>
  );
}

function Statement({ statement, zone }: { statement: StatementItem; zone: string }) {
  const { t } = useWords('media');
  const over = statement.stage === 'withdrawn' || statement.stage === 'corrected';
  return (
    <li className={over ? 'card stack quiet' : 'card stack'} id={`statement-${statement.id}`} tabIndex={-1}>
      <div className="row spread">
        <b>{t('statement.number', { department: statement.department, n: statement.number })}</b>
        <StageChip statement={statement} />
      </div>
      <StatementBody statement={statement} />
      <StatementActs statement={statement} zone={zone} />
    </li>
  );
}
