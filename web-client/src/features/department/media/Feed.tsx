import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { valueWords } from '../../../lib/drill/facts';
import { lastFinding, postState } from '../../../lib/drill/media';
import { useWords } from '../../../lib/drill/useWords';
import { exerciseTime } from '../../../lib/time';
import type { FeedItem, PictureItem, PostFinding } from '../../../protocol';
import { submit, useDraft, useItems, useMay, useYou } from '../../../sync';
import { Chip, PostChip, Reach } from '../../../ui/drill/Media';
import { onItsWay, readKept, useGiven } from '../ledger/words';
import { WriteState } from '../WriteState';

const FINDINGS: readonly PostFinding[] = ['false', 'partly', 'true', 'open'];

/** What comes up in public, the latest on top, each with its reach as it grows. */
export function Feed({ onAnswer }: { onAnswer: (post: FeedItem) => void }) {
  const { t } = useWords('media');
  const posts = useItems('feed');
  return (
    <section className="stack" aria-label={t('posts')}>
      {posts.length === 0 ? <p className="quiet empty">{t('none.posts')}</p> : null}
      <ul className="stack">
        {[...posts].reverse().map((post) => (
          <Post key={post.id} post={post} onAnswer={onAnswer} />
        ))}
      </ul>
    </section>
  );
}

function Post({ post, onAnswer }: { post: FeedItem; onAnswer: (post: FeedItem) => void }) {
  const words = useWords('media');
  const { t } = words;
  const you = useYou();
  const mayNotice = useMay('notice_post');
  const mayVerify = useMay('verify_post');
  const mayDraft = useMay('draft_statement');
  const [verifying, setVerifying] = useState(false);
  const noticed = useGiven('notice_post', (command) => command.post === post.id);
  const verified = useGiven('verify_post', (command) => command.post === post.id);
  const ours = post.notices.some((one) => one.department === you.department);
  const reported = ours || onItsWay(noticed);
  const found = lastFinding(post, you.department);
  return (
    <li className="card stack ledger-item">
      <div className="row spread">
        <span>
          <span className="quiet">{t(`kind.${post.post_kind}`)}</span>{' '}
          <strong>{words.in(post.author)}</strong>{' '}
          <span className="quiet small">{words.in(post.platform)}</span>
        </span>
        <PostChip post={post} />
      </div>
      <p className="prewrap">{words.in(post.text)}</p>
      <div className="row spread">
        <Reach post={post} />
        <span className="quiet small num">{exerciseTime(post.appeared.exercise)}</span>
      </div>
      <Deeds post={post} />
      <div className="row">
        {reported ? null : (
          <button
            type="button"
            className="primary"
            disabled={!mayNotice.ok || post.taken_down}
            onClick={() => submit({ type: 'notice_post', post: post.id })}
          >
            ! {t('post.notice')}
          </button>
        )}
        {reported ? (
          <button
            type="button"
            aria-expanded={verifying}
            disabled={!mayVerify.ok}
            onClick={() => setVerifying(!verifying)}
          >
            {t(found ? 'post.verifyAgain' : 'post.verify')}
          </button>
        ) : null}
        {reported ? (
          <button type="button" disabled={!mayDraft.ok} onClick={() => onAnswer(post)}>
            {t('post.answer')}
          </button>
        ) : null}
      </div>
      {verifying ? <VerifyForm post={post} onSent={() => setVerifying(false)} /> : null}
      {noticed && noticed.state !== 'recorded' ? <WriteState entry={noticed} /> : null}
      {verified && verified.state !== 'recorded' ? <WriteState entry={verified} /> : null}
    </li>
  );
}

/** Who reported and verified it, as far as this department is told. */
function Deeds({ post }: { post: FeedItem }) {
  const words = useWords('media');
  const { t, say } = words;
  const you = useYou();
  const pictures = useItems('picture');
  const name = (key: string) => words.in(pictures.find((one) => one.key === key)?.name) || key;
  // One's own notice stands in the chip; those of others are news for command.
  const others = post.notices.filter((one) => one.department !== you.department);
  if (others.length === 0 && post.checks.length === 0) return null;
  return (
    <ul className="media-deeds">
      {others.map((one) => (
        <li key={one.department}>
          {t('life.noticed', { at: exerciseTime(one.rung.at.exercise), department: one.department })}
        </li>
      ))}
      {post.checks.map((one) => (
        <li key={`${one.department}/${one.rung.at.wall}`}>
          <span className="quiet small num">{exerciseTime(one.rung.at.exercise)}</span>{' '}
          {one.department === you.department ? '' : `${one.department} · `}
          {t('found', { finding: say(`common:finding.${one.finding}`), source: one.source })}
          {one.facts.length > 0 ? (
            <span className="small quiet">
              {' '}
              {t('post.against', { facts: one.facts.map(name).join(', ') })}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface Draft {
  finding: PostFinding | '';
  source: string;
  facts: string[];
}

function VerifyForm({ post, onSent }: { post: FeedItem; onSent: () => void }) {
  const { t, say } = useWords('media');
  const { t: common } = useTranslation('common');
  const id = useId();
  const you = useYou();
  const may = useMay('verify_post');
  const [kept, keep, drop] = useDraft(`${you.seat}/verify/${post.id}`);
  const [wrong, setWrong] = useState(false);
  const confirmed = useItems('picture').filter((one) => one.confirmed);
  const draft = readKept<Draft>(kept, { finding: '', source: '', facts: [] });
  const change = (to: Partial<Draft>) => {
    setWrong(false);
    keep(JSON.stringify({ ...draft, ...to }));
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const source = draft.source.trim();
        // What command has taken back meanwhile is nothing to check against.
        const facts = draft.facts.filter((key) => confirmed.some((one) => one.key === key));
        setWrong(!source || draft.finding === '');
        if (!source || draft.finding === '' || !may.ok) return;
        submit({ type: 'verify_post', post: post.id, finding: draft.finding, source, facts });
        drop();
        onSent();
      }}
    >
      <fieldset className="media-choice">
        <legend>{t('post.finding')}</legend>
        <div className="row">
          {FINDINGS.map((finding) => (
            <button
              key={finding}
              type="button"
              aria-pressed={draft.finding === finding}
              onClick={() => change({ finding })}
            >
              {say(`common:finding.${finding}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-source`}>{t('post.source')}</label>
        <input
          id={`${id}-source`}
          maxLength={120}
          value={draft.source}
          aria-invalid={wrong && !draft.source.trim()}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ source: event.target.value })}
        />
        <span id={`${id}-hint`} className={wrong ? 'wrong small' : 'small quiet'}>
          {t(wrong ? 'post.missing' : 'post.sourceHint')}
        </span>
      </div>
      <CheckedAgainst
        facts={confirmed}
        ticked={draft.facts}
        onTick={(key) =>
          change({
            facts: draft.facts.includes(key)
              ? draft.facts.filter((one) => one !== key)
              : [...draft.facts, key],
          })
        }
      />
      <button type="submit" className="primary" disabled={!may.ok}>
        {t('post.record')}
      </button>
      {may.why ? <p className="small quiet">{common(`why.${may.why}`)}</p> : null}
    </form>
  );
}

/** Which confirmed facts of the picture the finding rests on. */
function CheckedAgainst({
  facts,
  ticked,
  onTick,
}: {
  facts: readonly PictureItem[];
  ticked: readonly string[];
  onTick: (key: string) => void;
}) {
  const words = useWords('media');
  return (
    <fieldset className="media-choice media-pick">
      <legend>{words.t('post.facts')}</legend>
      {facts.length === 0 ? <p className="small quiet">{words.t('post.noFacts')}</p> : null}
      {facts.map(({ key, name, form, confirmed }) => (
        <label key={key} className="media-tick">
          <input type="checkbox" checked={ticked.includes(key)} onChange={() => onTick(key)} />
          <span>
            {words.in(name)} <b>{confirmed ? valueWords(form, confirmed.value, words.in) : ''}</b>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** State of a post in one short sign, for the list in the form of a statement. */
export function PostLine({ post }: { post: FeedItem }) {
  const words = useWords('media');
  const state = postState(post);
  return (
    <>
      {words.in(post.text).slice(0, 40)}{' '}
      {state === 'answered' ? <Chip sign={['✓', 'good']}>{words.t('state.answered')}</Chip> : null}
    </>
  );
}
