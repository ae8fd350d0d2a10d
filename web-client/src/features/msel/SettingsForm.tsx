/** How the exercise behaves where the list does not say, and what is told to everybody or to control alone. */
import { readSpan, spanText } from '../../lib/msel/time';
import { USUAL_SCALE, USUAL_STEPS } from '../../lib/msel/usual';
import type { Bilingual, Escalation, MselPart, Scale, Scenario, Settings } from '../../protocol';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { EscalationForm, NO_STEPS } from './LateForms';
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
          <span aria-hidden="true">{t('settings.time_zone')}</span>
          <TextBox
            text={settings.time_zone}
            disabled={!can.ok}
            aria-label={t('settings.time_zone')}
            onSave={(text) => (text.trim() ? put({ time_zone: text.trim() }) : undefined)}
          />
        </div>
        <label className="msel-part-field">
          <span>{t('settings.rehearsal')}</span>
          <input
            type="checkbox"
            disabled={!can.ok}
            checked={settings.rehearsal}
            onChange={(event) => put({ rehearsal: event.target.checked })}
          />
        </label>
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
      <EscalationAndScale settings={settings} off={!can.ok} put={put} />
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

interface MoreProps {
  settings: Settings;
  off: boolean;
  put: (over: Partial<Settings>) => void;
}

/** When what is late rises, and how ratings become scores. */
function EscalationAndScale({ settings, off, put }: MoreProps) {
  const { t } = usePlanWords();
  const scale = settings.scale ?? USUAL_SCALE;
  return (
    <>
      <fieldset className="msel-part-nested">
        <legend>{t('settings.escalation')}</legend>
        <EscalationForm
          id="msel-escalation"
          off={off}
          value={settings.escalation ?? USUAL_STEPS}
          save={(next) => put({ escalation: (next as Escalation | undefined) ?? NO_STEPS })}
        />
      </fieldset>
      <fieldset className="msel-part-nested">
        <legend>{t('settings.scale.title')}</legend>
        <div className="msel-part-fields">
          {(Object.keys(USUAL_SCALE) as (keyof Scale)[]).map((name) => (
            <div key={name} className="msel-part-field">
              <span aria-hidden="true">{t(`settings.scale.${name}`)}</span>
              <TextBox
                figures
                text={String(scale[name])}
                disabled={off}
                aria-label={t(`settings.scale.${name}`)}
                onSave={(text) => {
                  const figure = Number(text.trim());
                  if (/^\d{1,3}$/.test(text.trim()) && figure <= 100)
                    put({ scale: { ...scale, [name]: figure } });
                }}
              />
            </div>
          ))}
        </div>
      </fieldset>
    </>
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
