import { lazy, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { useAnswer } from '../graph/answer.ts';
import { Mark } from '../frame/mark.tsx';
import { SettingsMenu } from '../frame/settings-menu.tsx';
import { addressOf } from '../gateway.ts';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { Failure } from '../part/failure.tsx';
import { Progress } from '../part/progress.tsx';
import type { Credential } from '../session/credential.ts';
import { SessionDocument } from '../session/generated/graphql.ts';
import type { Operation } from '../session/handover.ts';
import { projectKeysOf } from '../session/project-key.ts';
import style from './bench.module.css';
import { useProject } from './place.ts';

// It loads while the graph is asked.
const editors = import('./editors.tsx');
const Editors = lazy(() => editors.then(({ Editors: component }) => ({ default: component })));

/** Which graph the editors ask: that of all projects, or that of one. */
const GraphChoice = (props: {
  readonly keys: readonly string[];
  readonly project: string | null;
  readonly onChoose: (project: string | null) => void;
}): ReactNode => {
  const { say } = useSpeech();
  const { keys, project, onChoose } = props;
  const all = project === null || keys.includes(project) ? keys : [project, ...keys];
  return (
    <label className={style['choice']}>
      <span>{say(texts.frame.project)}</span>
      <select
        aria-label={say(texts.frame.project)}
        value={project ?? ''}
        onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}
      >
        <option value="">{say(texts.graphiql.allProjects)}</option>
        {all.map((key) => (
          <option key={key} value={key}>
            {key}
          </option>
        ))}
      </select>
    </label>
  );
};

/** What the page takes. */
export interface BenchProps {
  readonly credential: Credential;
  readonly operation: Operation | null;
}

/** GraphiQL below a bar with the projects. Each project has editors and tabs of its own. */
export const Bench = ({ credential, operation }: BenchProps): ReactNode => {
  const { say } = useSpeech();
  const [project, go] = useProject();
  const answer = useAnswer(SessionDocument, {});
  const keys = projectKeysOf(answer.data);
  useEffect(() => {
    document.title = project === null ? 'GraphiQL – REDCap GraphQL' : `${project} – GraphiQL – REDCap GraphQL`;
  }, [project]);
  return (
    <div className={style['page']}>
      <header className={style['bar']}>
        <a href={addressOf('')} className={style['brand']} aria-label={say(texts.frame.brand)}>
          <Mark />
        </a>
        <h1>{say(texts.frame.graphiql)}</h1>
        <GraphChoice keys={keys} project={project} onChoose={go} />
        <div className={style['end']}>
          <SettingsMenu />
        </div>
      </header>
      <main className={style['main']}>
        {answer.error === undefined ? null : <Failure error={answer.error} onAgain={answer.again} />}
        {answer.isLoading ? (
          <Progress what={say(texts.graphiql.what)} />
        ) : (
          <Suspense fallback={<Progress what={say(texts.graphiql.what)} />}>
            <Editors
              key={project ?? ''}
              project={project}
              about={project ?? keys[0] ?? null}
              credential={credential}
              operation={operation}
            />
          </Suspense>
        )}
      </main>
    </div>
  );
};
