/** A post or call that nobody planned, from the simulation cell or control. */
import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import type { PostKind } from '../../protocol';
import { useItems, useMay, useYou } from '../../sync';
import { ActButton } from './ActButton';
import { useAct } from './act';
import { Fate } from './Fate';

const START = {
  kind: 'post' as PostKind,
  platform: '',
  author: '',
  text: '',
  start: '500',
  doubles: '10',
  ceiling: '100000',
  limit: '',
};

/** A whole number above `least`; undefined where it is none. */
function whole(text: string, least: number): number | undefined {
  const number = /^\d{1,10}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return number >= least ? number : undefined;
}

/** Minutes as whole seconds; null where nothing is said. */
function seconds(minutes: string): number | null | undefined {
  if (minutes.trim() === '') return null;
  const value = Math.round(Number(minutes.trim()) * 60);
  return value >= 1 && value <= 86_400 ? value : undefined;
}

export function WritePost({ zone }: { zone: string }) {
  const { t } = useWords('media');
  const you = useYou();
  const may = useMay('write_post');
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(START);
  const [to, setTo] = useState<readonly string[]>([]);
  const departments = useItems('department');
  const act = useAct(() => {
    setDraft(START);
    setTo([]);
    setOpen(false);
  });
  if (!you.may.includes('write_post')) return null;
  if (!open) {
    return (
      <div className="media-acts">
        <ActButton may={may} tone="main" onAct={() => setOpen(true)}>
          ＋ {t('sim.write')}
        </ActButton>
        <Fate entry={act.entry} zone={zone} quiet />
      </div>
    );
  }
  const change = (part: Partial<typeof START>) => setDraft({ ...draft, ...part });
  const [start, ceiling] = [whole(draft.start, 0), whole(draft.ceiling, 1)];
  const [doubles, limit] = [seconds(draft.doubles), seconds(draft.limit)];
  const empty = [draft.platform, draft.author, draft.text].some((text) => !text.trim()) || to.length === 0;
  const odd = start === undefined || ceiling === undefined || start > ceiling;
  const wrong = odd || doubles === undefined || limit === undefined;
  const give = () => {
    if (start === undefined || ceiling === undefined) return;
    act.give({
      type: 'write_post',
      kind: draft.kind,
      platform: draft.platform.trim(),
      author: draft.author.trim(),
      text: draft.text.trim(),
      to: [...to],
      reach: { start, ceiling, doubles_every: doubles ?? null, answered_doubles_every: null },
      answer_within: limit ?? null,
    });
  };
  const field = (name: 'platform' | 'author' | 'start' | 'doubles' | 'ceiling' | 'limit') => (
    <Field label={t(`sim.${name}`)}>
      {(id) => (
        <input
          id={id}
          maxLength={120}
          inputMode={name === 'platform' || name === 'author' ? 'text' : 'decimal'}
          value={draft[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="card stack">
      <div className="row">
        {(['post', 'call'] as const).map((kind) => (
          <label key={kind} className="tick">
            <input type="radio" checked={draft.kind === kind} onChange={() => change({ kind })} />
            {t(`kind.${kind}`)}
          </label>
        ))}
      </div>
      <div className="media-grid">
        {field('platform')}
        {field('author')}
      </div>
      <Field label={t('sim.text')}>
        {(id) => (
          <textarea
            id={id}
            rows={3}
            maxLength={4_000}
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="con-choose">
        <legend>{t('sim.to')}</legend>
        {departments.map(({ code }) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={to.includes(code)}
              onChange={(event) =>
                setTo(event.target.checked ? [...to, code] : to.filter((one) => one !== code))
              }
            />
            {code}
          </label>
        ))}
      </fieldset>
      <div className="media-grid">
        {field('start')}
        {field('doubles')}
        {field('ceiling')}
        {field('limit')}
      </div>
      <div className="row">
        <ActButton
          may={may}
          tone="main"
          notNow={empty ? t('sim.missing') : wrong ? t('sim.wrong') : undefined}
          busy={act.busy}
          onAct={give}
        >
          {t('sim.send')}
        </ActButton>
        <button type="button" onClick={() => setOpen(false)}>
          ✕
        </button>
      </div>
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
