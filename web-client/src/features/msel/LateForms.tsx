// Forms of what happens later: steps when it is late, a post that spreads.
import { readSpan, spanText } from '../../lib/msel/time';
import type { Escalation, Post } from '../../protocol';
import { TextBox } from './TextBox';
import { useKept } from './useKept';
import { type Form, said, Words } from './ValueParts';
import { useMselWords } from './words';

const STEPS = ['amber', 'red', 'nudge', 'deputy', 'other_channel'] as const;
/** Nothing rises by itself. */
export const NO_STEPS: Escalation = {
  amber: null,
  red: null,
  nudge: null,
  deputy: null,
  other_channel: null,
  nudge_by_itself: false,
};

export function EscalationForm({ id, off, value, save }: Form<Escalation | undefined>) {
  const { t } = useMselWords();
  const now = value ?? NO_STEPS;
  const change = (next: Escalation) => save(STEPS.some((step) => next[step] !== null) ? next : undefined);
  return (
    <div className="msel-pairs" id={id}>
      {STEPS.map((step) => (
        <label key={step}>
          <span>{t(`escalation.${step}`)}</span>
          <TextBox
            text={now[step] === null ? '' : spanText(now[step])}
            disabled={off}
            placeholder={t('value.off')}
            onSave={(text) => change({ ...now, [step]: readSpan(text) ?? null })}
          />
        </label>
      ))}
      <label className="msel-pairs-tick">
        <input
          type="checkbox"
          disabled={off}
          checked={now.nudge_by_itself}
          onChange={(event) => change({ ...now, nudge_by_itself: event.target.checked })}
        />
        <span>{t('value.by_itself')}</span>
      </label>
    </div>
  );
}

const FRESH: Post = { kind: 'post', platform: {}, author: {}, reach: { start: 100, ceiling: 10_000 } };

export function PostForm({ id, off, value, save }: Form<Post | undefined>) {
  const { t } = useMselWords();
  const [post, setPost] = useKept(value);
  const change = (next: Post) => {
    setPost(next);
    if (said(next.platform) && said(next.author)) save(next);
  };
  const choose = (kind: string) => {
    if (kind === 'post' || kind === 'call') return change({ ...(post ?? FRESH), kind });
    setPost(undefined);
    save(undefined);
  };
  const number = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : null);
  return (
    <>
      <select
        id={id}
        disabled={off}
        value={post?.kind ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t('value.nothing')}</option>
        <option value="post">{t('word.post.post')}</option>
        <option value="call">{t('word.post.call')}</option>
      </select>
      {post ? (
        <div className="msel-pairs">
          <Words
            text={post.platform}
            off={off}
            what={t('value.platform')}
            onSave={(platform) => change({ ...post, platform })}
          />
          <Words
            text={post.author}
            off={off}
            what={t('value.author')}
            onSave={(author) => change({ ...post, author })}
          />
          {(['start', 'ceiling', 'doubles_every', 'answered_doubles_every'] as const).map((name) => (
            <label key={name}>
              <span>
                {t(
                  `value.${{ start: 'start', ceiling: 'ceiling', doubles_every: 'doubles', answered_doubles_every: 'answered' }[name]}`,
                )}
              </span>
              <TextBox
                figures
                text={String(post.reach[name] ?? '')}
                disabled={off}
                onSave={(text) =>
                  change({
                    ...post,
                    reach: {
                      ...post.reach,
                      [name]: number(text) ?? (name === 'start' || name === 'ceiling' ? 0 : null),
                    },
                  })
                }
              />
            </label>
          ))}
          <label>
            <span>{t('value.answer_within')}</span>
            <TextBox
              figures
              text={String(post.answer_within ?? '')}
              disabled={off}
              onSave={(text) => change({ ...post, answer_within: number(text) })}
            />
          </label>
        </div>
      ) : null}
    </>
  );
}
