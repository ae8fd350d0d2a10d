import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { findChoices } from '../../lib/drill/palette';
import { composing } from '../../lib/keys';
import { announce, Dialog } from '../../ui';
import type { Act } from '../../ui/drill/act';
import { useFocus } from '../../ui/drill/useFocus';
import { type Choice, type Group, useChoices } from './choices';
import type { Deeds } from './deeds';
import { useDesk } from './desk';
import { useConsoleWords } from './picture';
import { afterPaint } from './places';
import './palette.css';

/** Choices drawn at once: more words of the query make the list shorter. */
const SHOWN = 40;
/** With nothing typed, a few of each kind show what can be found. */
const FEW: Record<Group, number> = { act: 12, place: 8, row: 0, department: 12, look: 8 };

/** Ctrl+K: a row, a department, an act, a place, the look; typed, chosen with the arrows, Enter. */
export function Palette({ act, deeds }: { act: Act; deeds: Deeds }) {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const [query, setQuery] = useState('');
  const [wanted, setWanted] = useState(0);
  const [told, setTold] = useState('');
  const all = useChoices(act, deeds);
  const found = query.trim() === '' ? few(all) : findChoices(all, query);
  const shown = found.slice(0, SHOWN);
  const at = Math.min(wanted, shown.length - 1);
  const field = useRef<HTMLInputElement>(null);
  useFocus(field);
  const list = useId();
  const chosen = shown[at];
  const option = (index: number) => `${list}-${index}`;
  const active = chosen ? option(at) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is scrolled to, whatever its place
  useEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' });
  }, [active, chosen?.id]);

  const run = (choice: Choice | undefined) => {
    if (!choice) return;
    if (choice.why) {
      setTold(choice.why);
      announce(choice.why, 'assertive');
      return;
    }
    open(null);
    // The dialog gives the focus back first; then the deed may take it.
    afterPaint(choice.run);
  };
  const key = (event: KeyboardEvent) => {
    // While words are composed, arrows and Enter belong to the list of the input method.
    if (composing(event.nativeEvent)) return;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setWanted(Math.max(0, Math.min(shown.length - 1, at + by)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    } else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      open(null);
    }
  };
  return (
    <Dialog title={t('palette.title')} onClose={() => open(null)}>
      <div className="con-sheet con-palette">
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded={shown.length > 0}
          aria-controls={list}
          aria-activedescendant={active}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('palette.hint')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setWanted(0);
            setTold('');
          }}
          onKeyDown={key}
        />
        <div id={list} role="listbox" aria-label={t('palette.title')} className="con-palette-list">
          {shown.map((choice, index) => (
            <Option
              key={choice.id}
              id={option(index)}
              choice={choice}
              selected={index === at}
              onPoint={() => setWanted(index)}
              onRun={() => run(choice)}
            />
          ))}
        </div>
        <p className="quiet" role="status">
          {told ||
            (shown.length === 0
              ? t('palette.none')
              : found.length > SHOWN
                ? t('palette.more', { n: found.length - SHOWN })
                : t('palette.keys'))}
        </p>
      </div>
    </Dialog>
  );
}

interface OptionProps {
  id: string;
  choice: Choice;
  selected: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Option({ id, choice, selected, onPoint, onRun }: OptionProps) {
  const { t } = useConsoleWords();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox are pointed at, never focused
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-disabled={choice.why !== undefined || undefined}
      title={choice.why}
      onPointerMove={selected ? undefined : onPoint}
      onClick={onRun}
    >
      <span className="con-palette-kind">{t(`palette.group.${choice.group}`)}</span>
      <span className="con-palette-text">{choice.text}</span>
      {choice.why ? <span className="quiet">⊘ {choice.why}</span> : null}
      {choice.hint ? <span className="con-palette-hint">{choice.hint}</span> : null}
    </div>
  );
}

function few(all: readonly Choice[]): Choice[] {
  const left = { ...FEW };
  return all.filter((choice) => choice.why === undefined && left[choice.group]-- > 0);
}
