/** Below the grid: what a look over the list found, each with the way to its cell. */
import { useState } from 'react';
import type { LintFinding, LintSubject } from '../../protocol';
import { useDesk } from './desk';
import { columnOfField, goToCell, rowOfNumber } from './goToField';
import { useLint, useLinting } from './lint';
import { usePlanWords } from './words';

const SIGN = { error: '✕', warning: '!', note: '·' } as const;

/** The code of the thing a finding is about; none for the scenario as a whole. */
export function subjectCode(subject: LintSubject): string {
  return Object.entries(subject).find(([key]) => key !== 'kind')?.[1] ?? '';
}

export function LintStrip() {
  const words = usePlanWords();
  const { t } = words;
  useLinting();
  const { findings, leftOff, known } = useLint();
  const [all, setAll] = useState(false);
  const open = useDesk((desk) => desk.open);
  const count = (severity: LintFinding['severity']) =>
    findings.filter((one) => one.severity === severity).length;
  return (
    <section className="msel-lint" aria-label={t('lint.title')}>
      <div className="msel-bar">
        <b>{t('lint.title')}</b>
        {known ? (
          <span className="num" role="status">
            {t('lint.count', { errors: count('error'), warnings: count('warning'), notes: count('note') })}
          </span>
        ) : (
          <span className="quiet">{t('lint.unknown')}</span>
        )}
        {findings.length > 0 ? (
          <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? 'lint.less' : 'lint.more')}
          </button>
        ) : null}
        <span className="msel-push" />
        <button type="button" onClick={() => open({ type: 'rehearse' })}>
          {t('rehearse.open')}
        </button>
      </div>
      {findings.length > 0 ? (
        <ul className={all ? 'msel-lint-all' : 'msel-lint-few'}>
          {(all ? findings : findings.slice(0, 12)).map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two findings may say the same
            <li key={at}>
              <Finding one={one} whole={all} />
            </li>
          ))}
          {leftOff > 0 ? <li className="quiet">{t('lint.left_off', { count: leftOff })}</li> : null}
        </ul>
      ) : null}
    </section>
  );
}

export function Finding({ one, whole }: { one: LintFinding; whole: boolean }) {
  const words = usePlanWords();
  const set = useDesk((desk) => desk.set);
  const { subject, field } = one.place;
  const go = () => {
    const row = subject.kind === 'row' ? rowOfNumber(subject.row) : undefined;
    if (row) goToCell(row, columnOfField(field));
    else set({ tab: 'parts' });
  };
  const code = subjectCode(subject);
  const said = words.in(one.message);
  // Most sentences name their thing by themselves.
  const text = code && !said.includes(code) ? `${code} ${said}` : said;
  return (
    <button
      type="button"
      className={`msel-finding msel-finding-${one.severity}`}
      title={words.in(one.remedy)}
      onClick={go}
    >
      <span aria-hidden="true">{SIGN[one.severity]} </span>
      <span className="visually-hidden">{words.t(`lint.severity.${one.severity}`)}: </span>
      {text}
      {whole ? <span className="quiet"> → {words.in(one.remedy)}</span> : null}
    </button>
  );
}
