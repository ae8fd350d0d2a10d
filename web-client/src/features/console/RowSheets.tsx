import { useState } from 'react';
import { spanWords } from '../../lib/drill/time';
import type { Command, RowItem } from '../../protocol';
import { useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { ReachLine, refocus } from './FirePanel';
import { useConsoleWords, useRow, useZone } from './picture';
import { TextAct } from './TextAct';

type Kind = 'skip' | 'recall' | 'correct' | 'defer' | 'retire' | 'complete';

/** The sheets that ask for a reason, a text or a span before something happens to a row. */
export function RowSheet({ kind, row }: { kind: Kind; row: string }) {
  const words = useConsoleWords();
  const { t } = words;
  const item = useRow(row);
  const open = useDesk((desk) => desk.open);
  const close = () => {
    open(null);
    refocus(row);
  };
  if (!item) return null;
  return (
    <Dialog title={`${t(`sheet.${kind}`)} · ${row} ${words.in(item.title)}`} onClose={close}>
      <div className="con-sheet">
        <p className="quiet">{t(`sheet.${kind}_about`)}</p>
        {kind === 'recall' || kind === 'correct' ? <ReachLine row={item} /> : null}
        {kind === 'defer' ? <Defer row={item} done={close} /> : <Text kind={kind} row={item} done={close} />}
      </div>
    </Dialog>
  );
}

const WORDS = {
  skip: 'skip_inject',
  recall: 'recall_inject',
  correct: 'correct_inject',
  retire: 'retire_inject',
  complete: 'complete_inject',
} as const;

function Text({ kind, row, done }: { kind: Exclude<Kind, 'defer'>; row: RowItem; done: () => void }) {
  const { t, lang } = useConsoleWords();
  const id = row.id;
  const make = (text: string): Command => {
    switch (kind) {
      case 'skip':
        return { type: 'skip_inject', row: id, reason: text };
      case 'recall':
        return { type: 'recall_inject', row: id, reason: text };
      case 'retire':
        return { type: 'retire_inject', row: id, reason: text };
      case 'complete':
        return { type: 'complete_inject', row: id, outcome: text };
      case 'correct':
        return { type: 'correct_inject', row: id, body: lang === 'zh' ? { zh: text } : { en: text } };
    }
  };
  return (
    <>
      <TextAct
        name={`${kind}-${id}`}
        label={t(`sheet.${kind}_label`)}
        word={WORDS[kind]}
        button={t(`sheet.${kind}`)}
        make={make}
        focus
        done={done}
      />
      {kind === 'complete' ? <Plainly row={id} done={done} /> : null}
    </>
  );
}

/** Completing needs no words. */
function Plainly({ row, done }: { row: string; done: () => void }) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const may = useMay('complete_inject');
  const act = useAct(done);
  return (
    <div className="con-acts">
      <ActButton may={may} busy={act.busy} onAct={() => act.give({ type: 'complete_inject', row })}>
        {t('sheet.complete_plain')}
      </ActButton>
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

/** Spans offered for moving a row, in exercise seconds. */
const SPANS = [-300, -60, 60, 120, 300, 600, 900] as const;

function Defer({ row, done }: { row: RowItem; done: () => void }) {
  const { t, say } = useConsoleWords();
  const zone = useZone();
  const may = useMay('defer_inject');
  const act = useAct(done);
  const [minutes, setMinutes] = useState('');
  const own = Number(minutes);
  const fits = minutes !== '' && Number.isFinite(own) && own !== 0 && Math.abs(own) <= 600;
  const move = (by: number) => act.give({ type: 'defer_inject', row: row.id, by: Math.round(by) });
  return (
    <>
      <div className="con-acts">
        {SPANS.map((by) => (
          <ActButton key={by} may={may} busy={act.busy} onAct={() => move(by)}>
            {by > 0 ? '+' : '−'}
            {spanWords(by, say)}
          </ActButton>
        ))}
      </div>
      <div className="con-acts">
        <label className="con-inline">
          {t('sheet.defer_minutes')}
          <input
            type="number"
            step="0.5"
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
          />
        </label>
        <ActButton
          may={may}
          notNow={fits ? undefined : t('sheet.defer_hint')}
          busy={act.busy}
          onAct={() => move(own * 60)}
        >
          {t('sheet.defer')}
        </ActButton>
        <Fate entry={act.entry} zone={zone} />
      </div>
    </>
  );
}
