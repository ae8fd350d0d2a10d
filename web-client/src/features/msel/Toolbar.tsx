/** Over the grid: filter, column views, density, frozen columns, and the acts that keys do, too. */

import { VIEWS } from '../../lib/msel/columns';
import { filtering, NO_FILTER } from '../../lib/msel/filter';
import { useMedia } from '../../ui/drill/useMedia';
import { BESIDE, DENSITIES, FREEZE, TABS, useDesk } from './desk';
import { useParts } from './options';
import { useRehearsal } from './rehearsal';
import { useSheet } from './sheet';
import { useCanEdit } from './useCanEdit';
import { type Deeds, useDeeds } from './useGridKeys';
import { useVisible } from './useVisible';
import { useCellWords, useMselWords } from './words';

export function Toolbar() {
  const deeds = useDeeds();
  return (
    <div className="msel-tools">
      <div className="msel-bar">
        <Find />
        <Acts deeds={deeds} />
        <span className="msel-push" />
        <Views />
      </div>
    </div>
  );
}

function Find() {
  const words = useMselWords();
  const { t } = words;
  const filter = useDesk((desk) => desk.filter);
  const find = useDesk((desk) => desk.find);
  const parts = useParts();
  return (
    <search className="msel-bar" aria-label={t('filter.find')}>
      <input
        id="msel-find"
        className="msel-find"
        type="search"
        aria-label={t('filter.find')}
        placeholder={t('filter.hint')}
        value={filter.text}
        onChange={(event) => find({ text: event.target.value })}
      />
      <select
        aria-label={t('filter.phase')}
        value={filter.phase}
        onChange={(event) => find({ phase: event.target.value })}
      >
        <option value="">
          {t('filter.phase')}: {t('filter.all')}
        </option>
        {(parts?.phases ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {id} {words.in(name)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('filter.to')}
        value={filter.to}
        onChange={(event) => find({ to: event.target.value })}
      >
        <option value="">
          {t('filter.to')}: {t('filter.all')}
        </option>
        {(parts?.departments ?? []).map(({ code, name }) => (
          <option key={code} value={code}>
            {code} {words.in(name)}
          </option>
        ))}
      </select>
      <Ticks />
    </search>
  );
}

function Ticks() {
  const { t } = useMselWords();
  const words = useCellWords();
  const filter = useDesk((desk) => desk.filter);
  const find = useDesk((desk) => desk.find);
  const wrong = useSheet((sheet) => sheet.wrong);
  const all = useSheet((sheet) => sheet.order.length);
  const shown = useVisible(words).length;
  return (
    <>
      <button
        type="button"
        className="msel-toggle"
        aria-pressed={filter.faults}
        onClick={() => find({ faults: !filter.faults })}
      >
        <span aria-hidden="true">! </span>
        {t('filter.faults')} <span className="num">{wrong}</span>
      </button>
      <button
        type="button"
        className="msel-toggle"
        aria-pressed={filter.comments}
        onClick={() => find({ comments: !filter.comments })}
      >
        <span aria-hidden="true">❝ </span>
        {t('filter.comments')}
      </button>
      {filtering(filter) ? (
        <>
          <button type="button" className="link" onClick={() => find(NO_FILTER)}>
            {t('filter.clear')}
          </button>
          <span className="quiet" role="status">
            {t('filter.shown', { shown, all })}
          </span>
        </>
      ) : null}
    </>
  );
}

function Acts({ deeds }: { deeds: Deeds }) {
  const { t } = useMselWords();
  const can = useCanEdit();
  const removed = useSheet((sheet) => sheet.removed.length);
  const open = useDesk((desk) => desk.open);
  const history = useDesk((desk) => desk.history);
  return (
    <span className="msel-bar">
      <button
        type="button"
        disabled={!can.ok}
        title={can.ok ? undefined : can.why}
        aria-keyshortcuts="Control+Enter"
        onClick={deeds.newRow}
      >
        ＋ {t('head.new_row')}
      </button>
      <button
        type="button"
        disabled={!can.ok || history.done.length === 0}
        aria-keyshortcuts="Control+Z"
        title={t('head.undo')}
        onClick={deeds.undo}
      >
        <span aria-hidden="true">↶</span>
        <span className="visually-hidden">{t('head.undo')}</span>
      </button>
      <button
        type="button"
        disabled={!can.ok || history.undone.length === 0}
        aria-keyshortcuts="Control+Y"
        title={t('head.redo')}
        onClick={deeds.redo}
      >
        <span aria-hidden="true">↷</span>
        <span className="visually-hidden">{t('head.redo')}</span>
      </button>
      {removed > 0 ? (
        <button type="button" onClick={() => open({ type: 'removed' })}>
          {t('head.removed', { count: removed })}
        </button>
      ) : null}
    </span>
  );
}

/** The column view; what is chosen once a day stands in a menu. */
function Views() {
  const { t } = useMselWords();
  const view = useDesk((desk) => desk.view);
  const own = useDesk((desk) => desk.own);
  const density = useDesk((desk) => desk.density);
  const frozen = useDesk((desk) => desk.frozen);
  const panel = useDesk((desk) => desk.panel);
  const outline = useDesk((desk) => desk.outline);
  const rehearsed = useDesk((desk) => desk.rehearsed);
  // Where the outline has no room beside the grid, the other views are reached from here.
  const wide = useMedia(BESIDE);
  const known = useRehearsal(({ report }) => report !== undefined);
  const set = useDesk((desk) => desk.set);
  const open = useDesk((desk) => desk.open);
  const shown = [...VIEWS, ...(own.length > 0 ? (['own'] as const) : [])];
  return (
    <span className="msel-bar">
      <Choice
        label={t('view.label')}
        value={view}
        of={shown}
        name={(one) => t(`view.${one}`)}
        onChoose={(one) => set({ view: one })}
      />
      <details className="msel-menu">
        <summary>{t('view.more')}</summary>
        <div className="msel-menu-body">
          <Choice
            label={t('view.density')}
            value={density}
            of={DENSITIES}
            name={(one) => t(`view.${one}`)}
            onChoose={(one) => set({ density: one })}
          />
          <Choice
            label={t('view.freeze')}
            value={frozen}
            of={FREEZE}
            name={String}
            onChoose={(one) => set({ frozen: one })}
          />
          {wide ? null : (
            <nav className="msel-menu-tabs" aria-label={t('outline.title')}>
              {TABS.filter((one) => one !== 'grid').map((one) => (
                <button key={one} type="button" onClick={() => set({ tab: one })}>
                  {t(`tabs.${one}`)}
                </button>
              ))}
            </nav>
          )}
          <button type="button" onClick={() => open({ type: 'columns' })}>
            {t('head.columns')}
          </button>
          <button
            type="button"
            className="msel-toggle"
            aria-pressed={outline}
            onClick={() => set({ outline: !outline })}
          >
            {t('head.outline')}
          </button>
          {known ? (
            <button
              type="button"
              className="msel-toggle"
              aria-pressed={rehearsed}
              onClick={() => set({ rehearsed: !rehearsed })}
            >
              {t('column.rehearsed')}
            </button>
          ) : null}
        </div>
      </details>
      <button
        type="button"
        className="msel-toggle"
        aria-pressed={panel}
        onClick={() => set({ panel: !panel })}
      >
        {t('head.panel')}
      </button>
    </span>
  );
}

interface ChoiceProps<T extends string | number> {
  label: string;
  value: T;
  of: readonly T[];
  name: (one: T) => string;
  onChoose: (one: T) => void;
}

function Choice<T extends string | number>({ label, value, of, name, onChoose }: ChoiceProps<T>) {
  return (
    <label className="msel-choice">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = of.find((one) => String(one) === event.target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {of.map((one) => (
          <option key={one} value={one}>
            {name(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
