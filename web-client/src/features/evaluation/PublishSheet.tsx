/** Shows a note to the department that it is about: first what the department will see, then the word. */
import { useEffect, useRef } from 'react';
import { useItem, useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { SharedNote } from '../../ui/drill/SharedNote';
import { useDesk } from './desk';
import { useDepartments, useEvaluationWords, useZone } from './picture';

export function PublishSheet({ note: id }: { note: string }) {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const publish = useDesk((desk) => desk.publish);
  const item = useItem(`observation/${id}`);
  const departments = useDepartments();
  const may = useMay('publish_observation');
  const act = useAct(() => publish(null));
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  if (item?.kind !== 'observation') return null;
  const of = departments.find((one) => one.code === item.department);
  const dept = of ? `${of.code} ${of.name}` : t('publish.all');
  return (
    <Dialog title={t('publish.title')} onClose={() => publish(null)}>
      <div className="eva-sheet">
        <p>{t('publish.reaches', { dept })}</p>
        <SharedNote
          note={{ ...item, at: item.rung.at }}
          zone={zone}
          kind={t(`note.kind.${item.observation_kind}`)}
          forAll={t('publish.all')}
          photo={t('note.photo')}
        />
        <p className="quiet">{t('publish.about')}</p>
        <p className="row">
          <ActButton
            ref={button}
            may={may}
            tone="main"
            busy={act.busy}
            onAct={() => act.give({ type: 'publish_observation', observation: id })}
          >
            {t('publish.now', { dept })}
          </ActButton>
          <button type="button" onClick={() => publish(null)}>
            {t('publish.not')}
          </button>
        </p>
        <Fate entry={act.entry} zone={zone} />
      </div>
    </Dialog>
  );
}
