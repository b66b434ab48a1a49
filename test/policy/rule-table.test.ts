import { describe, expect, it } from 'vitest';
import { methodRules } from '../../src/policy/rule-table.ts';
import { policyActions, type Policy } from '../../src/policy/policy.ts';
import { createProject } from '../../src/redcap/methods/project.ts';
import { methods } from '../../src/redcap/methods/index.ts';

const policy = (changes: Partial<Policy>): Policy => ({
  name: 'p',
  projects: 'all',
  allow: [...policyActions],
  instruments: 'all',
  identifiers: true,
  groups: 'all',
  serviceToken: true,
  ...changes,
});

const allowed = (changes: Partial<Policy>): string[] =>
  [...methodRules].filter(([, { refusal }]) => refusal(policy(changes)) === null).map(([name]) => name);

describe('the rules of policies', () => {
  it('have every method that works on a project, and no other', () => {
    const names = methods.filter((method) => method !== createProject).map(({ name }) => name);
    expect([...methodRules.keys()].sort()).toEqual(names.sort());
  });

  it('refuse every method under a policy that allows nothing', () => {
    expect(allowed({ allow: [] })).toEqual([]);
  });

  it('allow every method under a policy that allows all', () => {
    expect(allowed({})).toHaveLength(methodRules.size);
  });

  it('let a reader call no method that writes', () => {
    const writing = methods.filter(({ kind }) => kind !== 'read').map(({ name }) => name);
    expect(allowed({ allow: ['read'] }).filter((name) => writing.includes(name))).toEqual([]);
  });

  it('let a reader of one group call these methods alone', () => {
    expect(allowed({ allow: ['read'], groups: ['lyon'] }).sort()).toEqual([
      'exportArms',
      'exportDataAccessGroups',
      'exportEvents',
      'exportFieldNames',
      'exportFile',
      'exportFormEventMappings',
      'exportInstruments',
      'exportMetadata',
      'exportPdf',
      'exportProject',
      'exportProjectXml',
      'exportRecordCells',
      'exportRecordPlaces',
      'exportRecordSummary',
      'exportRecords',
      'exportRepeatingInstrumentsAndEvents',
      'exportVersion',
    ]);
  });
});
