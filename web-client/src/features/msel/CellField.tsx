import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { composing } from '../../lib/keys';
import type { CellWords } from '../../lib/msel/cells';
import type { Column } from '../../lib/msel/columns';
import { codesOf } from '../../lib/msel/filter';
import { parseTsv } from '../../lib/msel/tsv';
import { useMay } from '../../sync';
import { announce } from '../../ui';
import { editCells } from './acts';
import { clearBlock, copyBlock, looksLikeSheet, pasteBlock, typed } from './clipboard';
import { type Editing, useDesk } from './desk';
import { openField } from './fields';
import { ListUnder } from './ListUnder';
import { fitting, lastWord, type Option, useOptions } from './options';
import { editor, focus } from './screen';
import type { SheetRow } from './sheet';
import { navigate, step, useDeeds } from './useGridKeys';

interface Props {
  row: SheetRow;
  column: Column;
  /** The text as it stands in the cell. */
  shown: string;
  words: CellWords;
  editing: Editing | null;
  /** What else is to be known of the cell. */
  says: readonly string[];
  name: string;
  wrong: boolean;
}

/**
 * The field that is always in the cursor's cell, out of sight until somebody types: so an input method has
 * something to compose in from the first key on, and what is typed replaces the text that is selected in it.
 */
export function CellField({ row, column, shown, words, editing, says, name, wrong }: Props) {
  const ref = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const id = useId();
  const may = useMay('edit_msel_cells');
  const canWrite = may.ok || may.why === 'off_line';
  const options = useOptions()(column, words);
  const many = column.form === 'codes';
  const [draft, setDraft] = useState<string>();
  const [wanted, setWanted] = useState(-1);
  const deeds = useDeeds();
  const { edit } = useDesk.getState();
  const byPanel = column.reckoned || (column.form === 'value' && column.field !== 'key_facts');
  const text = column.words ? shown : (row.cells[column.field]?.text ?? '');

  useLayoutEffect(() => {
    if (focus.wanted) ref.current?.focus({ preventScroll: true });
    ref.current?.select();
  }, []);
  useLayoutEffect(() => {
    const field = ref.current;
    if (!field || editing) return;
    field.value = text;
    field.select();
  }, [text, editing]);
  useEffect(() => {
    if (!editing) {
      setDraft(undefined);
      setWanted(-1);
    }
  }, [editing]);

  // What the cell names already is not offered once more.
  const named = many
    ? new Set(codesOf((draft ?? text).slice(0, (draft ?? text).length - lastWord(draft ?? text).length)))
    : undefined;
  const list =
    editing && options.length > 0
      ? fitting(options, draft ?? '', many).filter(({ code }) => !named?.has(code))
      : [];
  const chosen = list[wanted];

  const commit = () => {
    const field = ref.current;
    if (!field || useDesk.getState().editing === null) return;
    edit(null);
    editCells([{ row: row.id, field: column.field, to: { text: typed(field.value, column, words) } }]);
  };
  useEffect(() => {
    editor.commit = commit;
    return () => {
      if (editor.commit === commit) editor.commit = () => undefined;
    };
  });
  const take = (option: Option) => {
    const field = ref.current;
    if (!field) return;
    const before = many ? field.value.slice(0, field.value.length - lastWord(field.value).length) : '';
    field.value = before + (column.words ? option.name : option.code);
    if (many) field.value += '; ';
    setDraft(field.value);
    setWanted(-1);
  };
  const cancel = () => {
    if (ref.current) ref.current.value = text;
    edit(null);
    ref.current?.select();
  };
  const open = () => {
    if (!canWrite) return deeds.refuse();
    if (byPanel) return openField(column.field);
    edit('into');
    const field = ref.current;
    field?.setSelectionRange(field.value.length, field.value.length);
  };

  const keyDown = (event: KeyboardEvent) => {
    // While words are composed every key belongs to the input method.
    if (composing(event.nativeEvent)) return;
    if (editing) {
      if (inEdit(event)) event.preventDefault();
      return;
    }
    if (event.key === 'Backspace' && canWrite && !byPanel) {
      event.preventDefault();
      if (ref.current) ref.current.value = '';
      setDraft('');
      edit('over');
      return;
    }
    if (navigate(event, deeds, open)) event.preventDefault();
  };
  const inEdit = (event: KeyboardEvent): boolean => {
    const { key, shiftKey: shift, altKey: alt } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    if (list.length > 0 && (key === 'ArrowDown' || key === 'ArrowUp')) {
      setWanted((at) => (at + (key === 'ArrowDown' ? 1 : -1) + list.length + 1) % (list.length + 1));
      if (wanted === -1 && key === 'ArrowUp') setWanted(list.length - 1);
      return true;
    }
    // What was typed fits one thing only: that is meant.
    const meant = chosen ?? ((draft ?? '').trim() !== '' && list.length === 1 ? list[0] : undefined);
    if (meant && (key === 'Enter' || key === 'Tab')) {
      take(meant);
      if (many && key === 'Enter' && chosen) return true;
    }
    switch (key) {
      case 'Escape':
        cancel();
        return true;
      case 'Enter':
        if (alt) {
          ref.current?.setRangeText(
            '\n',
            ref.current.selectionStart ?? 0,
            ref.current.selectionEnd ?? 0,
            'end',
          );
          return true;
        }
        commit();
        if (!ctrl) step('row', shift ? -1 : 1);
        return true;
      case 'Tab':
        commit();
        step('column', shift ? -1 : 1);
        return true;
      case 'ArrowUp':
      case 'ArrowDown':
      case 'ArrowLeft':
      case 'ArrowRight':
        // Typed over, not into: an arrow goes on, as in a sheet program.
        if (editing !== 'over' || ctrl || shift || alt) return false;
        commit();
        return navigate(event, deeds, open);
      default:
        return false;
    }
  };
  const input = () => {
    if (!canWrite || byPanel) {
      cancel();
      if (!canWrite) deeds.refuse();
      return;
    }
    if (!editing) edit('over');
    setDraft(ref.current?.value ?? '');
    setWanted(-1);
  };
  const about = says.filter(Boolean).join('. ');
  const common = {
    ref,
    className: `msel-field${editing ? ' msel-field-open' : ''} msel-field-${column.form}`,
    'aria-label': name,
    'aria-describedby': about ? id : undefined,
    'aria-invalid': wrong || undefined,
    'aria-readonly': !canWrite || byPanel || undefined,
    lang: column.language === 'en' ? 'en' : column.language === 'zh' ? 'zh-CN' : undefined,
    autoComplete: 'off',
    spellCheck: false,
    maxLength: 4_000,
    onKeyDown: keyDown,
    onInput: input,
    onCompositionStart: () => canWrite && !byPanel && !editing && edit('over'),
    onFocus: () => {
      focus.wanted = true;
    },
    onBlur: commit,
    onCopy: (event: React.ClipboardEvent) => {
      if (editing) return;
      event.preventDefault();
      const block = copyBlock(event.clipboardData, words);
      if (block)
        announce(
          words.t('copied', { rows: block.bottom - block.top + 1, columns: block.right - block.left + 1 }),
        );
    },
    onCut: (event: React.ClipboardEvent) => {
      if (editing) return;
      event.preventDefault();
      copyBlock(event.clipboardData, words);
      if (canWrite) clearBlock();
    },
    onPaste: (event: React.ClipboardEvent) => {
      if (editing) return;
      event.preventDefault();
      if (!canWrite) return deeds.refuse();
      const plain = event.clipboardData.getData('text/plain');
      // A block with headers is a sheet: it is looked at first.
      if (looksLikeSheet(parseTsv(plain), words)) {
        useDesk.getState().open({ type: 'import', pasted: plain });
        return;
      }
      const pasted = pasteBlock(event.clipboardData, words);
      if (!pasted) return;
      const said = words.t(pasted.made > 0 ? 'pasted_new' : 'pasted', { ...pasted });
      announce(said);
      useDesk.getState().tell(said);
    },
  };
  return (
    <>
      {options.length > 0 ? (
        <input
          {...common}
          type="text"
          role="combobox"
          aria-expanded={list.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? `${id}-${chosen.code}` : undefined}
        />
      ) : (
        <textarea {...common} rows={1} />
      )}
      {about ? (
        <span id={id} className="visually-hidden">
          {about}
        </span>
      ) : null}
      {list.length > 0 ? (
        <ListUnder id={id} list={list} chosen={chosen} onTake={take} coded={!column.words} />
      ) : null}
    </>
  );
}
