import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { recordIdField } from '../state/design.ts';
import { appendLog } from '../state/log.ts';
import { addUser } from '../odm/user.ts';
import { readProjectXml } from '../odm/reader.ts';
import type { SandboxProject, UserDefinition } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';

/** The user that a project from a file gets; its token is the project's. */
const ownerName = 'sandbox_owner';

/**
 * The key of a project file: its name in lower-case letters, digits and hyphens, a letter first. The endings that
 * REDCap gives it are left out.
 * `My Study_2024-11-05.REDCap.xml` is `my-study-2024-11-05`.
 */
export const projectKey = (path: string): string => {
  const name = basename(path.replaceAll('\\', '/'))
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replace(/(\.redcap)?\.xml$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (name === '') return 'project';
  return /^[a-z]/.test(name) ? name : `project-${name}`;
};

const describeReadError = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'it may not be read';
  return error instanceof Error ? error.message : String(error);
};

/**
 * Logs the records of a project file as an import by its owner. A date range and the log then show them like records of
 * a project that somebody imported data into.
 */
const logRecords = (store: SandboxStore, project: SandboxProject, user: UserDefinition): void => {
  const idField = recordIdField(project);
  for (const { name } of project.records.values()) {
    appendLog({ store, project, user }, `Create record (import) ${name}`, `${idField} = '${name}'`, name);
  }
};

/**
 * Reads a project XML file into the store. The project gets an owner with all rights and a new token.
 * Throws an error that names the file when it cannot be read or is no project XML.
 */
export const loadProjectFile = (store: SandboxStore, path: string): SandboxProject => {
  try {
    const project = readProjectXml(readFileSync(path, 'utf8'), store);
    if (project.settings.project_title === '') project.settings.project_title = projectKey(path);
    logRecords(store, project, addUser(project, store, { username: ownerName, rights: 'all' }));
    store.projects.set(project.projectId, project);
    return project;
  } catch (error) {
    throw new Error(`The project file ${path} cannot be loaded: ${describeReadError(error)}`, { cause: error });
  }
};
