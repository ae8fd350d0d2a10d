import { Dialog, SingleKeys } from '../../ui';
import { useDesk } from './desk';
import { useConsoleWords } from './picture';
import { PLACES } from './places';

const KEYS = [
  'J',
  'K',
  '⏎',
  'F',
  'H',
  'D',
  'S',
  'E',
  'U',
  'N',
  'R',
  'L',
  'B',
  'M',
  '/',
  '⇧P',
  'Ctrl+K',
  'Ctrl+Alt+L',
  'Ctrl+⏎',
  '1–4',
  'Esc',
  '?',
  ...Object.keys(PLACES).map((letter) => `G ${letter}`),
  'G T',
];

/** Every key of the console, and the switch that turns single keys off. */
export function HelpSheet() {
  const { t, say } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  return (
    <Dialog title={t('help.title')} onClose={() => open(null)}>
      <div className="con-sheet">
        <SingleKeys className="con-check" />
        <dl className="con-keys">
          {KEYS.map((key) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>
                {key === 'G T'
                  ? say('common:replay.title')
                  : key.startsWith('G ')
                    ? t(`go.place.${PLACES[key.slice(2) as keyof typeof PLACES]}`)
                    : t(`help.key.${key}`)}
              </dd>
            </div>
          ))}
        </dl>
        <p className="quiet">{t('help.safe')}</p>
      </div>
    </Dialog>
  );
}
