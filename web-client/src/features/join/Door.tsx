import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { insideMessenger, secure } from '../../lib/browser';
import { about } from '../../sync';
import { ExerciseBanner, LanguageSwitch, TextSize } from '../../ui';

/** The frame of the first screens: language and text size at once, and whose server this is. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <ExerciseBanner />
      <div className="top-bar no-print">
        <LanguageSwitch />
        <TextSize />
      </div>
      <main className="door" id="main">
        <h1>{title}</h1>
        {children}
        <Hints />
      </main>
    </>
  );
}

/** In words: what this browser and this address will not do, and how to know the server. */
function Hints() {
  const { t } = useTranslation('join');
  const [fingerprint, setFingerprint] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    about().then(
      (known) => here && setFingerprint(known.fingerprint),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  return (
    <>
      {insideMessenger() ? <p className="card small">{t('messenger')}</p> : null}
      {secure() ? null : (
        <details className="card small">
          <summary>{t('plainTitle')}</summary>
          <ul className="stack">
            <li>{t('plainWake')}</li>
            <li>{t('plainNotify')}</li>
            <li>{t('plainOffline')}</li>
          </ul>
        </details>
      )}
      <p className="small quiet">
        {t('server', { host: location.host })}
        {fingerprint ? (
          <>
            <br />
            {t('fingerprint', { print: fingerprint })}
          </>
        ) : null}
      </p>
    </>
  );
}

/** The privacy notice: three lines, the long text behind. */
export function Notice() {
  const { t } = useTranslation('join');
  return (
    <section className="card stack small">
      <p>{t('notice.line1')}</p>
      <p>{t('notice.line2')}</p>
      <p>{t('notice.line3')}</p>
      <details>
        <summary>{t('notice.more')}</summary>
        <div className="stack">
          <p>{t('notice.who')}</p>
          <p>{t('notice.what')}</p>
          <p>{t('notice.erase')}</p>
          <p>{t('notice.device')}</p>
          <p>{t('notice.emergency')}</p>
        </div>
      </details>
    </section>
  );
}
