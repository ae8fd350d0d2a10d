import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../../i18n/use';
import { readValue } from '../../../lib/drill/facts';
import { useWords } from '../../../lib/drill/useWords';
import { sendKey } from '../../../lib/keys';
import type { FigureVerdict, PictureItem } from '../../../protocol';
import { useItems, useYou } from '../../../sync';
import { FactInput } from '../../../ui/drill/FactInput';
import { Figures, useFactWords } from '../../../ui/drill/Media';
import { WriteState } from '../WriteState';
import { PostLine } from './Feed';
import { type StatementDraft, useStatement, type Writing } from './useStatement';

/** Longest text of one language, as the server takes it. */
const TEXT_MAX = 4_000;

/** A statement: its text, the figures in it held against the picture at once, what it answers, who cosigns. */
export function StatementForm({ writing, onSent }: { writing: Writing; onSent: () => void }) {
  const { t } = useWords('media');
  const { t: common } = useTranslation(['common', 'department']);
  const id = useId();
  const statement = useStatement(writing, onSent);
  const { draft, change, faults, may, sent } = statement;
  const noText = faults.includes('text');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        statement.send();
      }}
      onKeyDown={sendKey(statement.send)}
    >
      {writing.of === 'correct' ? <p className="small quiet">{t('form.correctNote')}</p> : null}
      <div className="field">
        <label htmlFor={`${id}-text`}>{t('form.text')}</label>
        <textarea
          id={`${id}-text`}
          rows={5}
          maxLength={TEXT_MAX}
          value={draft.text}
          aria-invalid={noText}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ text: event.target.value })}
        />
        <span id={`${id}-hint`} className={noText ? 'wrong small' : 'small quiet'}>
          {t(noText ? 'form.noText' : 'form.textHint')}
        </span>
      </div>
      <details open={draft.other !== ''}>
        <summary className="media-summary">{t('form.other')}</summary>
        <textarea
          rows={3}
          maxLength={TEXT_MAX}
          aria-label={t('form.other')}
          value={draft.other}
          onChange={(event) => change({ other: event.target.value })}
        />
      </details>
      <Quoted statement={statement} />
      <Answers statement={statement} />
      <CosignersField statement={statement} />
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.no_personal_data}
          onChange={(event) => change({ no_personal_data: event.target.checked })}
        />
        {t('form.personal')}
      </label>
      <button type="submit" className="primary" disabled={!may.ok}>
        {t(writing.of === 'edit' ? 'form.saveEdit' : 'form.save')}
      </button>
      {may.why ? <p className="small quiet">{common(`why.${may.why}`)}</p> : null}
      {sent && sent.state !== 'recorded' ? <WriteState entry={sent} /> : null}
      {sent?.state === 'rejected' ? (
        <button type="button" onClick={statement.takeUp}>
          {common('department:reply.takeUp')}
        </button>
      ) : null}
    </form>
  );
}

/** Figures picked from the facts of the picture; one that contradicts what is confirmed is told while typing. */
function Quoted({ statement }: { statement: StatementDraft }) {
  const { t } = useWords('media');
  const { facts, faults } = statement;
  if (facts.length === 0) return null;
  return (
    <fieldset className="media-pick">
      <legend>{t('form.figures')}</legend>
      <p className="small quiet">{t('form.figuresHint')}</p>
      {facts.map((fact) => (
        <Figure key={fact.key} fact={fact} statement={statement} />
      ))}
      {faults.includes('figures') ? <p className="wrong small">{t('form.wrongFigure')}</p> : null}
    </fieldset>
  );
}

function Figure({ fact, statement }: { fact: PictureItem; statement: StatementDraft }) {
  const { t } = useWords('media');
  const pick = usePick();
  const words = useFactWords();
  const { draft, change } = statement;
  const text = draft.figures[fact.key];
  const ticked = text !== undefined;
  const confirmed = fact.confirmed?.value ?? null;
  const write = (next: string | undefined) => {
    const { [fact.key]: _gone, ...others } = draft.figures;
    change({ figures: next === undefined ? others : { ...others, [fact.key]: next } });
  };
  const said = ticked ? readValue(fact.form, text) : undefined;
  let verdict: FigureVerdict = 'unconfirmed';
  if (confirmed !== null) verdict = said === confirmed ? 'agrees' : 'contradicts';
  return (
    <div className="media-figure">
      <label className="tick">
        <input
          type="checkbox"
          checked={ticked}
          // What command has confirmed is what most statements say.
          onChange={() => write(ticked ? undefined : confirmed === null ? '' : String(confirmed))}
        />
        <span>
          {pick(fact.name)}{' '}
          <span className="small quiet">
            {confirmed === null
              ? t('form.notConfirmed')
              : t('form.confirmed', { value: words.value(fact.key, confirmed) })}
          </span>
        </span>
      </label>
      {ticked ? (
        <FactInput
          form={fact.form}
          label={t('form.value', { fact: pick(fact.name) })}
          text={text}
          write={write}
          wrong={statement.wrongFigure(fact.key)}
        />
      ) : null}
      {said !== undefined ? <Figures figures={[{ fact: fact.key, said, confirmed, verdict }]} /> : null}
    </div>
  );
}

function Answers({ statement }: { statement: StatementDraft }) {
  const { t } = useWords('media');
  const { posts, draft, change } = statement;
  if (posts.length === 0) return null;
  return (
    <fieldset className="media-pick">
      <legend>{t('form.answers')}</legend>
      {posts.map((post) => {
        const on = draft.answers.includes(post.id);
        return (
          <label key={post.id} className="tick">
            <input
              type="checkbox"
              checked={on}
              onChange={() =>
                change({
                  answers: on ? draft.answers.filter((id) => id !== post.id) : [...draft.answers, post.id],
                })
              }
            />
            <span>
              <PostLine post={post} />
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function CosignersField({ statement }: { statement: StatementDraft }) {
  const { t } = useWords('media');
  const pick = usePick();
  const you = useYou();
  const { draft, change } = statement;
  const others = useItems('department').filter(({ code }) => code !== you.department);
  return (
    <fieldset className="media-pick media-cosign">
      <legend>{t('form.cosigners')}</legend>
      {others.map(({ code, name }) => {
        const on = draft.cosigners.includes(code);
        return (
          <label key={code} className="tick">
            <input
              type="checkbox"
              checked={on}
              onChange={() =>
                change({
                  cosigners: on ? draft.cosigners.filter((one) => one !== code) : [...draft.cosigners, code],
                })
              }
            />
            {pick(name) || code}
          </label>
        );
      })}
    </fieldset>
  );
}
