import { useEffect, useState } from 'react';
import { addressOf } from '../gateway.ts';

/** The path of a graph at the gateway: of one project, or of all. */
export const pathOf = (project: string | null): string =>
  project === null ? 'graphql' : `projects/${project}/graphql`;

const readProject = (): string | null => /\/projects\/([A-Za-z]\w*)\/graphql$/.exec(location.pathname)?.[1] ?? null;

/** The project that the address is about, null for all, and a way to another one that loads no page and forgets nobody. */
export const useProject = (): readonly [project: string | null, go: (project: string | null) => void] => {
  const [project, setProject] = useState(readProject);
  useEffect(() => {
    const follow = (): void => setProject(readProject());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  return [
    project,
    (next) => {
      history.pushState(null, '', addressOf(pathOf(next)));
      setProject(next);
    },
  ];
};
