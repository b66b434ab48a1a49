import { z } from 'zod';

import { formatTime } from '../state/log.ts';
import type { SandboxProject, UserDefinition } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import type { Route } from './route.ts';
import { ControlError, readBody } from './route.ts';

/** The project of an id as it stands in a path or a body. Throws a ControlError that lists the projects there are. */
export const findProject = (store: SandboxStore, id: string | number | undefined): SandboxProject => {
  const all = [...store.projects.values()];
  const project = id === undefined ? (all.length === 1 ? all[0] : undefined) : store.projects.get(Number(id));
  if (project !== undefined) return project;
  const known = all.map(({ projectId, settings }) => `${String(projectId)} (${settings.project_title})`).join(', ');
  throw new ControlError(id === undefined ? 400 : 404, `project: name one of these projects: ${known}`);
};

/**
 * What the control address reports of a user. It reports the token too, because the sandbox holds invented people only.
 */
export const describeUser = (project: SandboxProject, user: UserDefinition) => ({
  username: user.username,
  token: user.token,
  role: project.roles.find(({ uniqueRoleName }) => uniqueRoleName === user.role)?.roleLabel ?? null,
  dataAccessGroup: project.dags.find(({ groupId }) => groupId === user.dagId)?.uniqueName ?? null,
});

const describeProject = (project: SandboxProject) => ({
  project: project.projectId,
  title: project.settings.project_title,
  status: project.status,
  records: project.records.size,
  users: project.users.map((user) => describeUser(project, user)),
  roles: project.roles.map(({ roleLabel, uniqueRoleName }) => ({ label: roleLabel, uniqueName: uniqueRoleName })),
  dataAccessGroups: project.dags.map(({ uniqueName }) => uniqueName),
});

const statusSchema = z.strictObject({ status: z.enum(['development', 'production', 'analysis', 'completed']) });

const setStatus = (store: SandboxStore, project: SandboxProject, status: SandboxProject['status']): void => {
  project.status = status;
  if (status === 'development') project.productionTime = '';
  else if (project.productionTime === '') project.productionTime = formatTime(store.now());
};

/** The projects as they were when the control address began, to go back to. */
interface Snapshots {
  readonly reset: (project: SandboxProject) => void;
  /** Resets every project, and removes projects that were made since. */
  readonly resetAll: () => void;
}

const takeSnapshots = (store: SandboxStore): Snapshots => {
  const taken = new Map([...store.projects].map(([id, project]) => [id, structuredClone(project)]));
  const restore = (project: SandboxProject, saved: SandboxProject): void => {
    // The object stays the same, because others hold it. Members that it did not have before are removed.
    for (const key of Object.keys(project)) if (!(key in saved)) Reflect.deleteProperty(project, key);
    Object.assign(project, structuredClone(saved));
  };
  return {
    reset: (project) => {
      const saved = taken.get(project.projectId);
      if (saved === undefined) {
        throw new ControlError(409, 'This project was made since the start: there is no earlier state of it.');
      }
      restore(project, saved);
    },
    resetAll: () => {
      for (const [id, project] of store.projects) {
        const saved = taken.get(id);
        if (saved === undefined) store.projects.delete(id);
        else restore(project, saved);
      }
    },
  };
};

/** The routes about projects, and what resets them all. */
export const createProjectRoutes = (store: SandboxStore): { routes: readonly Route[]; resetAll: () => void } => {
  const snapshots = takeSnapshots(store);
  const routes: Route[] = [
    {
      method: 'GET',
      path: '/projects',
      about: 'the projects with their users, tokens, roles and groups',
      run: () => [...store.projects.values()].map(describeProject),
    },
    {
      method: 'GET',
      path: '/projects/:project',
      about: 'one of them',
      run: ({ id }) => describeProject(findProject(store, id)),
    },
    {
      method: 'POST',
      path: '/projects/:project/status',
      about: 'set the status: development, production, analysis or completed',
      run: ({ id, body }) => {
        const project = findProject(store, id);
        setStatus(store, project, readBody(statusSchema, body).status);
        return describeProject(project);
      },
    },
    {
      method: 'POST',
      path: '/projects/:project/reset',
      about: 'put the project back as it was at the start',
      run: ({ id }) => {
        const project = findProject(store, id);
        snapshots.reset(project);
        return describeProject(project);
      },
    },
  ];
  return { routes, resetAll: snapshots.resetAll };
};
