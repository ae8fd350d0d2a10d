/** The administrator: exercises, scenarios, seat cards, corrective actions across exercises, archives. */
import '../../i18n/ns/admin';
import './admin.css';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch, useLocation } from 'wouter';
import type { Session } from '../../protocol';
import { getSession, ProblemError, signIn, signOut } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';
import { Actions } from './Actions';
import { Archive } from './archive/Archive';
import { Bring } from './archive/Bring';
import { Cards } from './Cards';
import { Exercises } from './Exercises';
import { Frame } from './Frame';
import { Detail } from './library/Detail';
import { Library } from './library/Library';

export default function Admin() {
  const { t } = useTranslation(['admin', 'common']);
  const [session, setSession] = useState<Session | null>();
  const [error, setError] = useState<unknown>();
  const [, go] = useLocation();
  useEffect(() => {
    let here = true;
    getSession().then(
      (found) => here && setSession(found),
      (failed: unknown) => {
        if (!here) return;
        if (failed instanceof ProblemError && failed.problem.status === 401) setSession(null);
        else setError(failed);
      },
    );
    return () => {
      here = false;
    };
  }, []);
  if (error) {
    return (
      <Frame title={t('title')}>
        <ProblemNote problem={asProblem(error)} />
      </Frame>
    );
  }
  if (session === undefined) return <Frame title={t('title')}>{t('common:app.loading')}</Frame>;
  if (session?.as !== 'administrator') return <SignIn onIn={setSession} />;
  return (
    <Frame title={t('title')}>
      <div className="row spread no-print">
        <span className="quiet">{t('signedIn', { name: session.name })}</span>
        <button type="button" onClick={() => void signOut().finally(() => go('/'))}>
          {t('common:action.signOut')}
        </button>
      </div>
      <Switch>
        <Route path="/admin/actions">
          <Actions />
        </Route>
        <Route path="/admin/library">
          <Library />
        </Route>
        <Route path="/admin/library/:scenario">
          {(params) => <Detail key={params.scenario} id={decodeURIComponent(params.scenario)} />}
        </Route>
        <Route path="/admin/bring">
          <Bring />
        </Route>
        <Route path="/admin/:exercise/archive">{(params) => <Archive id={params.exercise} />}</Route>
        <Route path="/admin/:exercise">{(params) => <Cards id={params.exercise} />}</Route>
        <Route>
          <Exercises />
        </Route>
      </Switch>
    </Frame>
  );
}

function SignIn({ onIn }: { onIn: (session: Session) => void }) {
  const { t } = useTranslation('admin');
  const id = useId();
  const [name, setName] = useState('admin');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      onIn(await signIn({ with: 'password', name: name.trim(), password }));
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <Frame title={t('signIn.title')}>
      <form className="stack card" onSubmit={(event) => void send(event)} noValidate>
        <div className="field">
          <label htmlFor={`${id}-1`}>{t('signIn.name')}</label>
          <input
            id={`${id}-1`}
            autoComplete="username"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-2`}>{t('signIn.password')}</label>
          <input
            id={`${id}-2`}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        {error ? <ProblemNote problem={asProblem(error)} /> : null}
        <button type="submit" className="primary">
          {t('signIn.go')}
        </button>
      </form>
    </Frame>
  );
}
