import { useId, useState } from 'react';
import { recipientCode } from '../../lib/drill/upcoming';
import type { Bilingual, Command, Recipient, RowItem, Targets } from '../../protocol';
import { useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { refocus } from './FirePanel';
import { useConsoleWords, useDepartments, useRow, useZone } from './picture';

type EditCommand = Extract<Command, { type: 'edit_inject' }>;

/** Changes a row that is not out yet: only what was touched is sent. */
export function EditSheet({ row }: { row: string }) {
  const words = useConsoleWords();
  const item = useRow(row);
  const open = useDesk((desk) => desk.open);
  const close = () => {
    open(null);
    refocus(row);
  };
  if (!item) return null;
  return (
    <Dialog title={`${words.t('sheet.edit')} · ${row} ${words.in(item.title)}`} onClose={close}>
      <Form row={item} done={close} />
    </Dialog>
  );
}

function Form({ row, done }: { row: RowItem; done: () => void }) {
  const { t, say } = useConsoleWords();
  const zone = useZone();
  const may = useMay('edit_inject');
  const act = useAct(done);
  const departments = useDepartments();
  const [title, setTitle] = useState<Bilingual>(row.title);
  const [playerTitle, setPlayerTitle] = useState<Bilingual>(row.player_title ?? {});
  const [body, setBody] = useState<Bilingual>(row.body ?? {});
  const [to, setTo] = useState<Recipient[]>(row.to);
  const [targets, setTargets] = useState<Targets>(row.targets);
  const command = changed(row, { title, playerTitle, body, to, targets });
  const touched = Object.keys(command).length > 2;
  return (
    <div className="con-sheet">
      <Texts label={t('edit.title')} value={title} onChange={setTitle} />
      <Texts label={t('edit.player_title')} value={playerTitle} onChange={setPlayerTitle} />
      <Texts label={t('edit.body')} value={body} onChange={setBody} long />
      <fieldset className="con-choose">
        <legend>{t('edit.to')}</legend>
        {departments.map(({ code, name }) => (
          <label key={code} title={name}>
            <input
              type="checkbox"
              checked={to.some((one) => recipientCode(one) === code)}
              onChange={(event) =>
                setTo(
                  event.target.checked
                    ? [...to, { department: code }]
                    : to.filter((one) => recipientCode(one) !== code),
                )
              }
            />
            {code}
          </label>
        ))}
      </fieldset>
      <fieldset className="con-choose">
        <legend>{t('edit.limits')}</legend>
        {(['acknowledge', 'respond', 'complete'] as const).map((duty) => (
          <label key={duty}>
            {say(`common:duty.${duty}`)}
            <input
              type="number"
              min={0}
              value={targets[duty] === null ? '' : (targets[duty] ?? 0) / 60}
              onChange={(event) => setTargets({ ...targets, [duty]: seconds(event.target.value) })}
            />
          </label>
        ))}
      </fieldset>
      <div className="con-acts">
        <ActButton
          may={may}
          tone="main"
          notNow={touched ? undefined : t('edit.nothing')}
          busy={act.busy}
          onAct={() => act.give(command)}
        >
          {say('common:action.save')}
        </ActButton>
        <Fate entry={act.entry} zone={zone} />
      </div>
    </div>
  );
}

function seconds(minutes: string): number | null {
  const value = Number(minutes);
  return minutes === '' || !Number.isFinite(value) || value <= 0 ? null : Math.round(value * 60);
}

interface Touched {
  title: Bilingual;
  playerTitle: Bilingual;
  body: Bilingual;
  to: Recipient[];
  targets: Targets;
}

/** The command with only the fields that differ from the row. */
export function changed(row: RowItem, now: Touched): EditCommand {
  const command: EditCommand = { type: 'edit_inject', row: row.id };
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const some = (text: Bilingual) => Boolean(text.zh || text.en);
  if (differs(row.title, now.title) && some(now.title)) command.title = now.title;
  if (differs(row.player_title ?? {}, now.playerTitle) && some(now.playerTitle)) {
    command.player_title = now.playerTitle;
  }
  if (differs(row.body ?? {}, now.body) && some(now.body)) command.body = now.body;
  if (differs(row.to, now.to) && now.to.length > 0) command.to = now.to;
  if (differs(row.targets, now.targets)) command.targets = now.targets;
  return command;
}

interface TextsProps {
  label: string;
  value: Bilingual;
  onChange: (value: Bilingual) => void;
  long?: boolean;
}

/** Both languages of a text, side by side. */
function Texts({ label, value, onChange, long }: TextsProps) {
  const id = useId();
  return (
    <fieldset className="con-two">
      <legend>{label}</legend>
      {(['zh', 'en'] as const).map((lang) => (
        <label key={lang} htmlFor={`${id}${lang}`}>
          <span className="quiet">{lang === 'zh' ? '中文' : 'English'}</span>
          {long ? (
            <textarea
              id={`${id}${lang}`}
              lang={lang === 'zh' ? 'zh-CN' : 'en'}
              value={value[lang] ?? ''}
              onChange={(event) => onChange({ ...value, [lang]: event.target.value })}
            />
          ) : (
            <input
              id={`${id}${lang}`}
              lang={lang === 'zh' ? 'zh-CN' : 'en'}
              value={value[lang] ?? ''}
              onChange={(event) => onChange({ ...value, [lang]: event.target.value })}
            />
          )}
        </label>
      ))}
    </fieldset>
  );
}
