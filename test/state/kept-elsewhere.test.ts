import { describe, expect, it } from 'vitest';
import { findContainers } from '../support/containers.ts';
import { files, readSource } from '../support/import-graph.ts';

/**
 * Maps and sets outside of the state that are made once and filled later, by why they may be. What is in none of these groups
 * belongs behind a port of `src/state`.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'lives as long as one request': [
    'answer-error.ts known',
    'gateway/document.ts known',
    'gateway/json-scan.ts keys',
    'gateway/part/given.ts ends',
    'graph/record/row-reading.ts events',
    'graph/record/row-reading.ts instruments',
    'loaders/audited-call.ts #fields',
    'loaders/audited-call.ts #names',
    'loaders/lazy-map.ts made',
    'loaders/project-call.ts owed',
    'loaders/record/list-summary.ts records',
    'loaders/record/list-summary.ts scattered',
    'loaders/record/listed-row.ts known',
    'loaders/record/record.ts numbers',
    'loaders/record/sort-key.ts integers',
    'loaders/table/csv.ts texts',
    'loaders/table/row-group.ts #numberOf',
    'policy/row.ts known',
    'schema/record/event-value.ts places',
    'schema/record/instrument-data-page.ts known',
    'schema/record/value-text.ts writers',
  ],
  'is under way in this process, and ends with it': [
    'gateway/open-stream.ts #counts',
    'gateway/open-stream.ts #entries',
    'gateway/slow-client.ts #clients',
    'loaders/feed/change-watch.ts #members',
    'loaders/feed/change-watch.ts #waiting',
    'loaders/feed/change-watches.ts watches',
    'writers/under-way.ts sent',
    'writers/under-way.ts unknown',
    'passing-set.ts #places',
    'loaders/shared-reads.ts flights',
    'loaders/token-gate.ts passages',
    'loaders/turn.ts lines',
    'redcap/budget/account.ts #callers',
    'redcap/budget/account.ts #tokens',
    'start/caller-resolution.ts lookedBy',
    'start/refused-attempt.ts #ofNetwork',
    'start/reload/file-watch.ts folders',
    'start/trigger.ts rests',
    'writers/operation/operations.ts open',
  ],
  'is made of something else, and made again when it is lost': [
    'gateway/asset.ts packed',
    'gateway/document-cache.ts entries',
    'gateway/workbench/folder.ts pages',
    'gateway/jwt/verified-token.ts kept',
    'loaders/design/built-design.ts built',
    'opaque-id.ts codecs',
    'project-schema/input-object.ts made',
    'project-schema/store.ts entries',
  ],
  'holds tokens, which are put into no state': [
    'loaders/download.ts connections',
    'start/host-budgets.ts budgets',
    'start/connection.ts transports',
  ],
  'says what the log of this process has said': ['gateway/cors.ts reported'],
  'waits to be written to a file, within a minute': ['start/token-store/use.ts unwritten'],
  'is filled while modules are loaded': ['schema/node.ts lookups'],
};

const found = files
  .filter((file) => !file.startsWith('sandbox/') && !file.startsWith('state/'))
  .flatMap((file) => findContainers(file, readSource(file)))
  .map(({ file, name }) => `${file} ${name}`);

describe('what outlives a request', () => {
  it('is kept by the state and by nothing else', () => {
    expect([...new Set(found)].sort()).toEqual(Object.values(allowed).flat().sort());
  });
});

describe('a map that outlives the call that made it', () => {
  it.each([
    ['at the top of a file', 'const kept = new Map(); export const remember = (a) => { kept.set(a, 1); };'],
    ['in a closure', 'export const create = () => { const kept = new Set(); return { add: (a) => kept.add(a) }; };'],
    ['in a class', 'class Store { readonly kept = new Map(); set(a) { this.kept.set(a, 1); } }'],
    [
      'of bounded size',
      'export const create = () => { const kept = createBoundedMap({}); return (a) => kept.set(a, 1); };',
    ],
  ])('is found %s', (_where, text) => {
    expect(findContainers('a.ts', text)).toEqual([{ file: 'a.ts', name: 'kept' }]);
  });

  it.each([
    [
      'is filled where it is made',
      'const createCount = (list) => { const kept = new Map(); for (const a of list) kept.set(a, 1); };',
    ],
    [
      'is filled by a callback',
      'const createCount = (list) => { const kept = new Map(); list.forEach((a) => kept.set(a, 1)); };',
    ],
    ['is only read', "const kept = new Set(['a']); export const has = (a) => kept.has(a);"],
  ])('is none that %s', (_what, text) => {
    expect(findContainers('a.ts', text)).toEqual([]);
  });
});
