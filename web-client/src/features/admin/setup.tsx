/** First sign-in of the administrator by the one-time link `/setup#SECRET`. */
import '../../i18n/ns/admin';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { signIn } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';
import { Frame } from './Frame';

const PASSWORD_MIN = 10;
let secret = '';

export default function Setup() {
  const { t } = useTranslation('admin');
  const id = useId();
  const [, go] = useLocation();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<'short' | 'differ'>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (!location.hash) return;
    secret = decodeURIComponent(location.hash.slice(1));
    history.replaceState(history.state, '', location.pathname);
  }, []);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const problem = password.length < PASSWORD_MIN ? 'short' : password === again ? undefined : 'differ';
    setWrong(problem);
    if (problem) return;
    try {
      await signIn({ with: 'set_up', secret, password });
      go('/admin', { replace: true });
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <Frame title={t('setup.title')}>
      <form className="stack card" onSubmit={(event) => void send(event)} noValidate>
        <p>{t('setup.intro')}</p>
        <input type="text" name="username" autoComplete="username" defaultValue="admin" hidden />
        <div className="field">
          <label htmlFor={`${id}-1`}>{t('setup.password')}</label>
          <input
            id={`${id}-1`}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-2`}>{t('setup.again')}</label>
          <input
            id={`${id}-2`}
            type="password"
            autoComplete="new-password"
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        </div>
        {wrong ? (
          <p className="field" role="alert">
            <span className="wrong">{t(`setup.${wrong}`)}</span>
          </p>
        ) : null}
        {error ? <ProblemNote problem={asProblem(error)} /> : null}
        <button type="submit" className="primary">
          {t('setup.go')}
        </button>
      </form>
    </Frame>
  );
}
