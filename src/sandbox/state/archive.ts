import { createHash } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { SandboxProject, StoredFile } from './project.ts';
import type { SandboxStore } from './store.ts';

/** The state of a sandbox in a folder. */
export interface Archive {
  /**
   * The project that each source was made into, by the key of a project file or of the demo study.
   * A later start does not load a source that is listed here, even when the source has changed since.
   */
  readonly sources: Map<string, number>;
  /** Marks the state as changed. The archive saves it soon, and saves changes in quick succession together. */
  readonly touch: () => void;
  /** Saves what is not saved yet. Rejects when the folder cannot be written. */
  readonly flush: () => Promise<void>;
}

/** How an archive may be opened. */
export interface ArchiveOptions {
  /** How long changes are gathered, in milliseconds. */
  readonly delayMs?: number;
  /** Receives the error when a save in the background fails. The next change tries again. */
  readonly onError?: (error: Error) => void;
}

/** What `state.json` holds. Files are beside it, each under the SHA-256 of its bytes. */
interface SavedState {
  readonly format: 1;
  readonly nextProjectId: number;
  readonly nextEventId: number;
  readonly nextDagId: number;
  readonly sources: Map<string, number>;
  readonly projects: readonly SavedProject[];
}

type SavedFile = Omit<StoredFile, 'bytes'> & { readonly sha256: string };
type SavedProject = Omit<SandboxProject, 'files'> & { readonly files: Map<number, SavedFile> };

const encode = (_key: string, value: unknown): unknown => {
  if (value instanceof Map) return { $map: [...(value as Map<unknown, unknown>)] };
  if (value instanceof Set) return { $set: [...(value as Set<unknown>)] };
  return value;
};

const decode = (_key: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if ('$map' in value && Array.isArray(value.$map)) return new Map(value.$map as [unknown, unknown][]);
  if ('$set' in value && Array.isArray(value.$set)) return new Set(value.$set as unknown[]);
  return value;
};

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const exists = async (path: string): Promise<boolean> => {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
};

/** Writes a file beside the target and renames it, so that the target is whole at every moment. */
const writeWhole = async (path: string, content: string | Uint8Array): Promise<void> => {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
};

/** The hash of a file's bytes is worked out once: files are replaced, never changed. */
const hashes = new WeakMap<Uint8Array, string>();

const hashOf = (bytes: Uint8Array): string => {
  const known = hashes.get(bytes) ?? hash(bytes);
  hashes.set(bytes, known);
  return known;
};

const saveProject = (project: SandboxProject): SavedProject => ({
  ...project,
  files: new Map(
    [...project.files].map(([docId, { bytes, ...file }]) => [docId, { ...file, sha256: hashOf(bytes) }] as const),
  ),
});

const saveFiles = async (folder: string, store: SandboxStore): Promise<void> => {
  const wanted = new Map<string, Uint8Array>();
  for (const project of store.projects.values()) {
    for (const { bytes } of project.files.values()) wanted.set(hashOf(bytes), bytes);
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const present = new Set(await readdir(folder));
  for (const [name, bytes] of wanted) if (!present.has(name)) await writeWhole(join(folder, name), bytes);
};

const removeUnusedFiles = async (folder: string, state: SavedState): Promise<void> => {
  const used = new Set(state.projects.flatMap((project) => [...project.files.values()].map((file) => file.sha256)));
  const unused = (await readdir(folder)).filter((name) => !used.has(name));
  await Promise.all(unused.map((name) => rm(join(folder, name), { force: true })));
};

const takeState = (store: SandboxStore, sources: Map<string, number>): SavedState => ({
  format: 1,
  nextProjectId: store.nextProjectId,
  nextEventId: store.nextEventId,
  nextDagId: store.nextDagId,
  sources,
  projects: [...store.projects.values()].map(saveProject),
});

const saveState = async (directory: string, store: SandboxStore, sources: Map<string, number>): Promise<void> => {
  const state = takeState(store, sources);
  const text = JSON.stringify(state, encode);
  const folder = join(directory, 'files');
  await saveFiles(folder, store);
  await writeWhole(join(directory, 'state.json'), text);
  await removeUnusedFiles(folder, state);
};

const loadProject = async (saved: SavedProject, folder: string): Promise<SandboxProject> => {
  const files = new Map<number, StoredFile>();
  for (const [docId, { sha256, ...file }] of saved.files) {
    const bytes = new Uint8Array(await readFile(join(folder, sha256)));
    if (hash(bytes) !== sha256) throw new Error(`the file ${sha256} was changed`);
    files.set(docId, { ...file, bytes });
  }
  return { ...saved, files };
};

const isState = (value: unknown): value is SavedState =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 1 &&
  'projects' in value &&
  Array.isArray(value.projects) &&
  'sources' in value &&
  value.sources instanceof Map;

const loadState = async (directory: string, store: SandboxStore, sources: Map<string, number>): Promise<void> => {
  const state: unknown = JSON.parse(await readFile(join(directory, 'state.json'), 'utf8'), decode);
  if (!isState(state)) throw new Error('this version does not know its format');
  const projects: SandboxProject[] = [];
  for (const saved of state.projects) projects.push(await loadProject(saved, join(directory, 'files')));
  for (const project of projects) store.projects.set(project.projectId, project);
  for (const [source, projectId] of state.sources) sources.set(source, projectId);
  store.nextProjectId = state.nextProjectId;
  store.nextEventId = state.nextEventId;
  store.nextDagId = state.nextDagId;
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/**
 * Opens a folder that keeps a sandbox across restarts. It makes the folder when there is none, and loads its content
 * into the store.
 * A save writes beside the old state and renames. A crash at any moment leaves the old state or the new one.
 * One sandbox at a time may use a folder. Rejects with one sentence for the operator when the folder cannot be used.
 */
export const openArchive = async (
  directory: string,
  store: SandboxStore,
  options: ArchiveOptions = {},
): Promise<Archive> => {
  const { delayMs = 200, onError = () => undefined } = options;
  const sources = new Map<string, number>();
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (await exists(join(directory, 'state.json'))) await loadState(directory, store, sources);
  } catch (error) {
    throw new Error(
      `The sandbox's state in ${directory} cannot be loaded (${asError(error).message}). ` +
        'Name another folder with --data, or move that one away to start anew.',
      { cause: error },
    );
  }
  let timer: NodeJS.Timeout | undefined;
  let isChanged = false;
  let saving: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const save = async (): Promise<void> => {
      if (!isChanged) return;
      isChanged = false;
      try {
        await saveState(directory, store, sources);
      } catch (error) {
        isChanged = true;
        throw asError(error);
      }
    };
    const saved = saving.then(save);
    saving = saved.catch(() => undefined);
    return saved;
  };
  const touch = (): void => {
    isChanged = true;
    timer ??= setTimeout(() => {
      flush().catch((error: unknown) => {
        onError(asError(error));
      });
    }, delayMs);
  };
  return { sources, touch, flush };
};
