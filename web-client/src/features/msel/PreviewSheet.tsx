/** What each recipient would be shown of a row, through the filter that will show it. */
import { useEffect, useState } from 'react';
import type { InjectItem, MselPreview, ResponseForm } from '../../protocol';
import { useExercise } from '../../sync';
import { rowPreview } from '../../sync/msel';
import { Dialog } from '../../ui';
import { useDesk } from './desk';
import { useSheet } from './sheet';
import { usePlanWords } from './words';

type Shown = { as: 'reading' } | { as: 'not_yet' } | { as: 'shown'; to: MselPreview[] };

export function PreviewSheet({ row }: { row: string }) {
  const { t } = usePlanWords();
  const id = useExercise()?.id;
  const open = useDesk((desk) => desk.open);
  const number = useSheet((sheet) => sheet.rows.get(row)?.cells.id?.text);
  const [shown, show] = useState<Shown>({ as: 'reading' });
  useEffect(() => {
    if (!id || !number) return;
    const stop = new AbortController();
    rowPreview(id, number, stop.signal).then(
      (to) => show({ as: 'shown', to }),
      () => stop.signal.aborted || show({ as: 'not_yet' }),
    );
    return () => stop.abort();
  }, [id, number]);
  return (
    <Dialog title={t('preview.title', { row: number ?? '–' })} onClose={() => open(null)}>
      <div className="stack msel-sheet">
        <p className="quiet">{t('preview.how')}</p>
        {shown.as === 'not_yet' || !number ? <p role="alert">{t('preview.not_yet')}</p> : null}
        {shown.as === 'shown' && shown.to.length === 0 ? <p>{t('preview.nobody')}</p> : null}
        {shown.as === 'shown'
          ? shown.to.map(({ department, seat, inject }) => (
              <section key={seat ?? department} className="card stack msel-box-players">
                <h3>{seat ?? department}</h3>
                <Inject inject={inject} />
              </section>
            ))
          : null}
      </div>
    </Dialog>
  );
}

function Inject({ inject }: { inject: InjectItem }) {
  const words = usePlanWords();
  const from = words.in(inject.from ?? undefined);
  const channel = words.say(`common:channel.${inject.channel}`);
  return (
    <>
      <p>
        <b>{inject.title ? words.in(inject.title) : [from, channel].filter(Boolean).join(' · ')}</b>
      </p>
      <p className="quiet">
        {[from, channel, inject.location ? words.in(inject.location) : ''].filter(Boolean).join(' · ')}
      </p>
      <p className="prewrap">{words.in(inject.body)}</p>
      {inject.attachments.length > 0 ? <p>{inject.attachments.map(({ name }) => name).join(', ')}</p> : null}
      {inject.decision.length > 0 ? <Choices of={inject.decision} /> : null}
      {inject.response ? <Answer form={inject.response} /> : null}
    </>
  );
}

function Choices({ of }: { of: InjectItem['decision'] }) {
  const words = usePlanWords();
  return (
    <ul>
      {of.map(({ value, text }) => (
        <li key={value}>{words.in(text)}</li>
      ))}
    </ul>
  );
}

function Answer({ form }: { form: ResponseForm }) {
  const words = usePlanWords();
  return (
    <div>
      <span className="quiet">{words.t(`preview.answer.${form.type}`)}</span>
      {form.type === 'choice' || form.type === 'checklist' ? <Choices of={form.of} /> : null}
      {form.type === 'number' ? ` ${words.in(form.unit)}` : null}
    </div>
  );
}
