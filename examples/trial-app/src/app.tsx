import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { LiveStatus } from './gateway/live-status.tsx';
import { DictionaryDocument } from './generated/graphql.ts';
import { ParticipantPage } from './participant/participant-page.tsx';
import { Problem } from './problem.tsx';
import { Worklist } from './worklist/worklist.tsx';
import { firstPlace } from './worklist/place.ts';

/** The worklist and the pages of participants. The place in the worklist stays while a participant is looked at. */
export const App = () => {
  const [place, setPlace] = useState(firstPlace);
  const { data, error, refetch } = useQuery(DictionaryDocument);
  const project = data?.project;
  return (
    <Router hook={useHashLocation}>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="bar">
        <Link href="/" className="brand">
          {project?.projectTitle ?? 'Trial worklist'}
        </Link>
        <LiveStatus />
      </header>
      <main id="main" tabIndex={-1}>
        {error !== undefined && <Problem error={error} onRetry={() => void refetch()} />}
        {project !== undefined && project !== null && (
          <Switch>
            <Route path="/participants/:id">
              {({ id }) => <ParticipantPage key={id} id={decodeURIComponent(id)} project={project} />}
            </Route>
            <Route>
              <Worklist project={project} place={place} onPlace={setPlace} />
            </Route>
          </Switch>
        )}
        {data === undefined && error === undefined && <p className="waiting">Reading the study …</p>}
      </main>
    </Router>
  );
};
