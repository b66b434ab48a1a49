import { describe, expect, it } from 'vitest';
import { createSharedStores, type ProjectConnection } from '../../src/loaders/project-source.ts';
import { systemClock } from '../../src/redcap/clock.ts';
import { createProjectFinder } from '../../src/start/project-finder.ts';
import { openMemoryState } from '../../src/start/state.ts';

const connect = (key: string, fingerprint: string): ProjectConnection => ({
  key,
  host: 'redcap.example.org',
  redcap: { fingerprint, call: () => Promise.reject(new Error('no call is made')) },
});

describe('a project that is looked for without a request', () => {
  const { state } = openMemoryState();
  const stores = createSharedStores(
    state,
    { designMs: 0, rightsMs: 0, listMs: 0 },
    { leases: state.leases, clock: systemClock },
  );
  const connections = [
    connect('stroke', 'token'),
    connect('stroke', 'token.policy'),
    connect('stroke', 'person.policy'),
  ];
  const find = createProjectFinder({ stores, clock: systemClock }, () => connections);
  const target = (space: string, host = 'redcap.example.org') => ({ project: 'stroke', host, space });

  it.each([0, 1, 2])('is found by what its write was sent by: number %j', (index) => {
    const connection = connections[index];
    const found = find(target(`redcap.example.org ${connection?.redcap.fingerprint ?? ''} stroke`));
    expect(found?.connection).toBe(connection);
  });

  it('is not found by another token, nor at another host', () => {
    expect(find(target('redcap.example.org other stroke'))).toBeNull();
    expect(find(target('elsewhere token stroke', 'elsewhere'))).toBeNull();
  });
});
