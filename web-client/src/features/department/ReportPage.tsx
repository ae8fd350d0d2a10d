import { useTranslation } from 'react-i18next';
import { KeyFacts } from './KeyFacts';
import { ReportForm } from './ReportForm';
import { ReportList } from './Reports';

/** On a phone: the key facts, a new report, and those that went out. */
export function ReportPage() {
  const { t } = useTranslation('department');
  return (
    <div className="stack">
      <KeyFacts />
      <section className="card stack">
        <h2>{t('report.new')}</h2>
        <ReportForm />
      </section>
      <ReportList />
    </div>
  );
}
