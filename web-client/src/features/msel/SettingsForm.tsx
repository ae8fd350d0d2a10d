/** How the exercise behaves where the list does not say, and what is told to everybody or to control alone. */
import { readSpan, spanText } from '../../lib/msel/time';
import type { Bilingual, MselPart, Scenario, Settings } from '../../protocol';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { TextBox } from './TextBox';
import { useCanEdit } from './useCanEdit';
import { said, Words } from './ValueParts';
import { usePlanWords, useZone } from './words';

export function SettingsForm({ scenario }: { scenario: Scenario }) {
  const words = usePlanWords();
  const { t } = words;
  const zone = useZone();
  const can = useCanEdit();
  const act = useAct();
  const { settings } = scenario;
  const put = (over: Partial<Settings>) =>
    act.give({ type: 'put_msel_part', part: { part: 'settings', settings: { ...settings, ...over } } });
  const span = (name: 'countdown' | 'outage_limit') => (
    <TextBox
      text={spanText(settings[name])}
      disabled={!can.ok}
      aria-label={t(`settings.${name}`)}
      onSave={(text) => put({ [name]: readSpan(text) ?? settings[name] })}
    />
  );
  return (
    <section className="card stack">
      <h3>{t('settings.title')}</h3>
      <div className="msel-part-fields">
        <div className="msel-part-field">
          <span aria-hidden="true">{t('settings.command')}</span>
          <select
            aria-label={t('settings.command')}
            disabled={!can.ok}
            value={settings.command ?? ''}
            onChange={(event) => put({ command: event.target.value || null })}
          >
            <option value="">–</option>
            {scenario.departments.map(({ code, name }) => (
              <option key={code} value={code}>
                {code} {words.in(name)}
              </option>
            ))}
          </select>
        </div>
        <div className="msel-part-field">
          <span aria-hidden="true">{t('settings.staging')}</span>
          <select
            aria-label={t('settings.staging')}
            disabled={!can.ok}
            value={settings.staging}
            onChange={(event) => put({ staging: event.target.value as Settings['staging'] })}
          >
            {(['screen', 'people'] as const).map((one) => (
              <option key={one} value={one}>
                {words.say(`msel:word.staging.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="msel-part-field">
          <span aria-hidden="true">{t('settings.countdown')}</span>
          {span('countdown')}
        </div>
        <div className="msel-part-field">
          <span aria-hidden="true">{t('settings.outage_limit')}</span>
          {span('outage_limit')}
        </div>
        <div className="msel-part-field">
          <span aria-hidden="true">{t('settings.load_limit')}</span>
          <TextBox
            text={String(settings.load_limit ?? 4)}
            figures
            disabled={!can.ok}
            aria-label={t('settings.load_limit')}
            onSave={(text) =>
              /^[1-9]\d?$/.test(text.trim()) ? put({ load_limit: Number(text) }) : undefined
            }
          />
        </div>
        <div className="msel-part-field">
          <span aria-hidden="true">{t('settings.comms_check')}</span>
          <TextBox
            text={settings.comms_check ?? ''}
            disabled={!can.ok}
            aria-label={t('settings.comms_check')}
            onSave={(text) => put({ comms_check: text.trim() || null })}
          />
        </div>
      </div>
      <p className="quiet">{t('settings.until', { at: `T-${spanText(settings.countdown)}` })}</p>
      <List
        what={t('settings.rules')}
        list={scenario.rules}
        off={!can.ok}
        onSave={(list) =>
          act.give({ type: 'put_msel_part', part: { part: 'rules', list } satisfies MselPart })
        }
      />
      <List
        what={t('settings.ground_truth')}
        list={scenario.ground_truth}
        off={!can.ok}
        onSave={(list) => act.give({ type: 'put_msel_part', part: { part: 'ground_truth', list } })}
      />
      <Fate entry={act.entry} zone={zone} quiet />
    </section>
  );
}

interface ListProps {
  what: string;
  list: readonly Bilingual[];
  off: boolean;
  onSave: (list: Bilingual[]) => void;
}

/** Sentences, each in both languages; one that is emptied goes. */
function List({ what, list, off, onSave }: ListProps) {
  return (
    <fieldset className="msel-part-nested">
      <legend>{what}</legend>
      {[...list, {}].map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no names
        <div key={at} className="msel-part-sentence">
          <span className="quiet num" aria-hidden="true">
            {at + 1}
          </span>
          <Words
            text={text}
            off={off}
            what={`${what} ${at + 1}`}
            always
            onSave={(next) =>
              onSave([...list.slice(0, at), next, ...list.slice(at + 1)].filter((one) => said(one)))
            }
          />
        </div>
      ))}
    </fieldset>
  );
}
