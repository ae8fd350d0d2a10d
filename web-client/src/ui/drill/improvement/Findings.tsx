/** Findings as a table; each opens to its analysis, what it rests on, and what can be done about it. */
import { useState } from 'react';
import { byWhom } from '../../../lib/drill/entry';
import { useWords } from '../../../lib/drill/useWords';
import { calendarDate, exerciseTime } from '../../../lib/time';
import type { FindingItem } from '../../../protocol';
import { useItems, useMay } from '../../../sync';
import { ActButton } from '../ActButton';
import { useAct } from '../act';
import { Fate } from '../Fate';
import { Commits } from '../ReplayButton';
import { NumberCell, type Turning, UnfoldTable } from './UnfoldTable';

const COLUMNS = ['number', 'kind', 'area', 'text', 'about', 'reference', 'rests'] as const;
const SHAPES: Record<FindingItem['finding_kind'], string> = { strength: '＋', improvement: '△' };

interface Props {
  zone: string;
  /** Opens an action that answers a finding; missing where this role may not. */
  onAct: ((finding: string) => void) | undefined;
}

export function Findings({ zone, onAct }: Props) {
  const { t } = useWords('improve');
  const findings = useItems('finding');
  if (findings.length === 0) return <p className="quiet">{t('finding.none')}</p>;
  const list = [...findings].sort((a, b) => a.number - b.number);
  return (
    <UnfoldTable
      label={t('findings')}
      columns={COLUMNS}
      list={list}
      line={(one, turning) => <Line finding={one} {...turning} />}
      more={(one) => <More finding={one} zone={zone} onAct={onAct} />}
    />
  );
}

function Line({ finding, open, turn }: Turning & { finding: FindingItem }) {
  const { t } = useWords('improve');
  const about = [finding.objective, finding.task, finding.department].filter(Boolean).join(' · ');
  return (
    <tr className={finding.withdrawn === null ? undefined : 'improve-struck'}>
      <NumberCell number={finding.number} open={open} turn={turn} />
      <td data-label={t('column.kind')}>
        <div>
          <span aria-hidden="true">{SHAPES[finding.finding_kind]}</span> {t(`kind.${finding.finding_kind}`)}
        </div>
      </td>
      <td data-label={t('column.area')}>{t(`area.${finding.area}`)}</td>
      <th scope="row" data-label={t('column.text')} className="improve-text">
        <div>
          {finding.text}
          {finding.withdrawn === null ? null : (
            <span className="chip off">⊘ {t('finding.withdrawn', { why: finding.withdrawn })}</span>
          )}
          {finding.repeats?.length ? (
            <span className="chip soon">
              <span aria-hidden="true">↻</span>
              {t('finding.repeated', { n: finding.repeats.length })}
            </span>
          ) : null}
        </div>
      </th>
      <td data-label={t('column.about')}>{about || '–'}</td>
      <td data-label={t('column.reference')}>{finding.reference ?? '–'}</td>
      <td data-label={t('column.rests')} className="num">
        {finding.observations.length + finding.commits.length}
      </td>
    </tr>
  );
}

function More({ finding, zone, onAct }: { finding: FindingItem } & Props) {
  const { t, say, lang, in: text } = useWords('improve');
  const may = useMay('withdraw_finding');
  const act = useAct();
  const [why, setWhy] = useState('');
  const notes = useItems('observation').filter((note) => finding.observations.includes(note.id));
  const answers = useItems('action').filter((one) => one.finding === finding.id);
  return (
    <div className="improve-detail">
      {finding.analysis ? (
        <p className="prewrap">
          <b>{t('finding.analysis')}</b> {finding.analysis}
        </p>
      ) : null}
      {finding.repeats?.length ? (
        <div>
          <b>{t('finding.before')}</b>
          <ul>
            {finding.repeats.map((one) => (
              <li key={`${one.exercise}${one.number}`}>
                <span className="quiet">
                  {calendarDate(one.at, zone, lang)} {text(one.exercise_title)}:
                </span>{' '}
                {one.text}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {notes.length > 0 ? (
        <ul>
          {notes.map((note) => (
            <li key={note.id} className="quiet">
              {exerciseTime(note.rung.at.exercise)} {note.text}
            </li>
          ))}
        </ul>
      ) : null}
      <Commits of={finding.commits} />
      <p className="quiet">
        {byWhom(finding.rung.by, say)} · {exerciseTime(finding.rung.at.exercise)}
        {answers.length > 0
          ? ` · ${t('finding.answered', { numbers: answers.map((one) => one.number).join(', ') })}`
          : ''}
      </p>
      {finding.withdrawn === null ? (
        <div className="row">
          {onAct ? (
            <button type="button" onClick={() => onAct(finding.id)}>
              {t('action.for', { number: finding.number })}
            </button>
          ) : null}
          {may.why === 'role' ? null : (
            <>
              <input
                aria-label={t('finding.why')}
                placeholder={t('finding.why')}
                maxLength={500}
                value={why}
                onChange={(event) => setWhy(event.target.value)}
              />
              <ActButton
                may={may}
                notNow={why.trim() === '' ? t('reason_first') : undefined}
                busy={act.busy}
                onAct={() => act.give({ type: 'withdraw_finding', finding: finding.id, reason: why.trim() })}
              >
                {t('finding.withdraw')}
              </ActButton>
            </>
          )}
        </div>
      ) : null}
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}
