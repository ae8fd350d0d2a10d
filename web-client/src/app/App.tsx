import { Component, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import { Announcer, ExerciseBanner } from '../ui';
import { Exercise } from './Exercise';
import { Home } from './Home';
import { Feature } from './screens';

/** Something in a screen broke: says so, and lets the person open it again. Nothing unsent is lost. */
class Guard extends Component<{ fallback: ReactNode; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? this.props.fallback : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <main className="page stack">
      <p>{t('app.failed')}</p>
      <button type="button" className="primary" onClick={() => location.reload()}>
        {t('app.again')}
      </button>
    </main>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <main className="page" aria-busy="true">
      <p className="quiet">{t('app.loading')}</p>
    </main>
  );
}

function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="page stack">
      <h1>{t('end.notFound')}</h1>
      <Link href="/">{t('end.home')}</Link>
    </main>
  );
}

export function App() {
  const { t } = useTranslation();
  return (
    <>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <Guard
        fallback={
          <>
            <ExerciseBanner />
            <Broken />
          </>
        }
      >
        <Suspense
          fallback={
            <>
              <ExerciseBanner />
              <Loading />
            </>
          }
        >
          <Switch>
            <Route path="/" component={Home} />
            <Route path="/join">
              <Feature name="join" />
            </Route>
            <Route path="/setup">
              <Feature name="admin" view="setup" />
            </Route>
            <Route path="/admin/*?">
              <Feature name="admin" />
            </Route>
            <Route path="/x/:exercise/*?">
              {(params) => <Exercise id={params.exercise} rest={params['*'] ?? ''} />}
            </Route>
            {/* The same addresses once more below the seat that is looked through: screens know nothing of it. */}
            <Route path="/as/:seat" nest>
              {({ seat }) => (
                <Route path="/x/:exercise/*?">
                  {(params) => <Exercise id={params.exercise} rest={params['*'] ?? ''} eyes={seat} />}
                </Route>
              )}
            </Route>
            <Route>
              <ExerciseBanner />
              <NotFound />
            </Route>
          </Switch>
        </Suspense>
      </Guard>
      <Announcer />
    </>
  );
}
