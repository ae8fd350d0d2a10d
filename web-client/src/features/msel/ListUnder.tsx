import { useEffect } from 'react';
import type { Option } from './options';

interface Props {
  id: string;
  list: readonly Option[];
  chosen: Option | undefined;
  /** Whether the code is written, with the name beside it. */
  coded: boolean;
  onTake: (option: Option) => void;
}

/** What may stand in the cell, under it while it is edited. */
export function ListUnder({ id, list, chosen, coded, onTake }: Props) {
  const active = chosen ? `${id}-${chosen.code}` : undefined;
  useEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div id={`${id}-list`} role="listbox" className="msel-list" tabIndex={-1}>
      {list.map((option) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
        // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox are pointed at, never focused
        <div
          key={option.code}
          id={`${id}-${option.code}`}
          role="option"
          aria-selected={option === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(option)}
        >
          {coded ? <b>{option.code}</b> : null} {option.name}
        </div>
      ))}
    </div>
  );
}
