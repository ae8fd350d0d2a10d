/** Equipment and supplies as control and evaluators read them: what failed first, then requests, then everything. */
import { Fragment, useState } from 'react';
import { byWhom } from '../../lib/drill/entry';
import { inOrder, isBare, openFaults, requestsInOrder } from '../../lib/drill/resources';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import type { ChecklistItem, FaultItem, ResourceItem, ResourceRequestItem } from '../../protocol';
import { useItems, useYou } from '../../sync';
import {
  Amount,
  Departure,
  FaultSteps,
  StageChip,
  StateChip,
  Story,
  Ties,
  useResourceName,
} from './Resource';
import { AnswerRequest, FaultActs, SetResource } from './ResourceActs';
import { Scroll } from './Scroll';

export function ResourceBoard({ zone }: { zone: string }) {
  const { t } = useWords('resource');
  const resources = useItems('resource');
  const faults = useItems('fault');
  const requests = useItems('resource_request');
  const lists = useItems('checklist');
  const open = openFaults(faults);
  return (
    <div className="resource-board">
      <section aria-labelledby="resource-faults">
        <h3 id="resource-faults">
          {t('board.failed')} <span className="quiet num">{open.length}</span>
        </h3>
        {open.length === 0 ? <p className="quiet">{t('fault.none')}</p> : <Faults list={open} zone={zone} />}
      </section>
      <section aria-labelledby="resource-requests">
        <h3 id="resource-requests">
          {t('board.requests')} <span className="quiet num">{requests.length}</span>
        </h3>
        {requests.length === 0 ? (
          <p className="quiet">{t('request.none')}</p>
        ) : (
          <Requests list={requestsInOrder(requests)} zone={zone} />
        )}
      </section>
      <section aria-labelledby="resource-all">
        <h3 id="resource-all">
          {t('board.all')} <span className="quiet num">{resources.length}</span>
        </h3>
        {resources.length === 0 ? (
          <p className="quiet">{t('noneAll')}</p>
        ) : (
          <All list={inOrder(resources)} zone={zone} />
        )}
      </section>
      {lists.length > 0 ? (
        <section aria-labelledby="resource-lists">
          <h3 id="resource-lists">{t('board.lists')}</h3>
          <Lists list={lists} />
        </section>
      ) : null}
    </div>
  );
}

function Heads({ names }: { names: readonly string[] }) {
  const { t } = useWords('resource');
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {t(name)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Faults({ list, zone }: { list: readonly FaultItem[]; zone: string }) {
  const { t } = useWords('resource');
  const name = useResourceName();
  return (
    <Scroll className="resource-scroll" label={t('board.failed')}>
      <table className="resource-table">
        <Heads names={['board.name', 'board.department', 'board.how']} />
        <tbody>
          {list.map((fault) => (
            <tr key={fault.id} className={isBare(fault) ? 'resource-row-failed' : ''}>
              <th scope="row">
                <b>◆ {name(fault.resource)}</b>
                {fault.text ? <p className="quiet">{fault.text}</p> : null}
              </th>
              <td>{fault.department}</td>
              <td>
                <FaultSteps fault={fault} />
                <FaultActs fault={fault} zone={zone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Requests({ list, zone }: { list: readonly ResourceRequestItem[]; zone: string }) {
  const { t, say } = useWords('resource');
  const name = useResourceName();
  return (
    <Scroll className="resource-scroll" label={t('board.requests')}>
      <table className="resource-table">
        <Heads names={['board.what', 'board.department', 'board.state', 'board.how']} />
        <tbody>
          {list.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                {t('request.number', { n: item.number })} <b>{item.what}</b>{' '}
                {item.amount === null ? null : (
                  <span className="num">{t('request.amountOf', { n: item.amount })}</span>
                )}
                {item.note ? <p className="quiet">{item.note}</p> : null}
              </th>
              <td>
                {t('request.says', { from: item.department, to: partyName(item, t('request.control')) })}
              </td>
              <td>
                <StageChip item={item} />
              </td>
              <td>
                <p className="quiet">
                  {t('by', {
                    at: exerciseTime(item.asked.at.exercise),
                    who: item.asked.by ? byWhom(item.asked.by, say) : '',
                  })}
                </p>
                {item.answered ? (
                  <p>
                    {exerciseTime(item.answered.at.exercise)} {item.answered.text}
                    {item.resource ? ` ${t('request.gives', { name: name(item.resource) })}` : ''}
                    {item.granted === null ? '' : ` ${t('request.amountOf', { n: item.granted })}`}
                  </p>
                ) : null}
                <AnswerRequest item={item} zone={zone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Who is asked, as a word. */
export function partyName(item: ResourceRequestItem, control: string): string {
  return typeof item.to === 'string' ? control : item.to.department;
}

const COLUMNS = ['board.name', 'board.department', 'board.state', 'board.amount', 'board.how'] as const;

function All({ list, zone }: { list: readonly ResourceItem[]; zone: string }) {
  const words = useWords('resource');
  const { t, say } = words;
  const may = useYou().may.includes('set_resource');
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Scroll className="resource-scroll" label={t('board.all')}>
      <table className="resource-table">
        <Heads names={COLUMNS} />
        <tbody>
          {list.map((item) => (
            <Fragment key={item.key}>
              <tr className={item.state === 'failed' ? 'resource-row-failed' : ''}>
                <th scope="row">
                  {words.in(item.name)} <Ties item={item} />
                </th>
                <td>{item.department}</td>
                <td>
                  <StateChip item={item} />{' '}
                  {item.changes.length > 0 ? (
                    <span className="quiet">
                      {t('by', {
                        at: exerciseTime(item.since.at.exercise),
                        who: item.since.by ? byWhom(item.since.by, say) : '',
                      })}
                    </span>
                  ) : null}
                </td>
                <td>
                  <Amount item={item} />
                </td>
                <td>
                  <Story item={item} />
                  {may ? (
                    <button
                      type="button"
                      className="ledger-open"
                      aria-expanded={open === item.key}
                      onClick={() => setOpen(open === item.key ? null : item.key)}
                    >
                      {t('set.open')}
                      <span className="visually-hidden"> {words.in(item.name)}</span>
                    </button>
                  ) : null}
                </td>
              </tr>
              {open === item.key ? (
                <tr>
                  <td colSpan={COLUMNS.length}>
                    <SetResource item={item} zone={zone} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Lists({ list }: { list: readonly ChecklistItem[] }) {
  const words = useWords('resource');
  const { t } = words;
  return (
    <Scroll className="resource-scroll" label={t('board.lists')}>
      <table className="resource-table">
        <Heads names={['board.department', 'board.progress', 'board.departure']} />
        <tbody>
          {list.map((one) => {
            const missing = one.items.filter((item) => item.ticked === null);
            return (
              <tr key={one.department}>
                <th scope="row">{one.department}</th>
                <td>
                  {t('check.progress', { n: one.items.length - missing.length, all: one.items.length })}
                  {one.complete ? (
                    <span className="quiet">
                      {' '}
                      {t('check.complete', { at: exerciseTime(one.complete.at.exercise) })}
                    </span>
                  ) : null}
                  {missing.length > 0 ? (
                    <p className="quiet">○ {missing.map((item) => words.in(item.name)).join(' · ')}</p>
                  ) : null}
                </td>
                <td>
                  <Departure list={one} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
