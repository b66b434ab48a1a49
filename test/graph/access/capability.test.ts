import { describe, expect, it } from 'vitest';
import { capabilityNames, capabilityRequirements, judgeCapability } from '../../../src/graph/access/capability.ts';
import { methods } from '../../../src/redcap/methods/index.ts';

const project = {
  in_production: false,
  is_longitudinal: true,
  surveys_enabled: true,
  randomization_enabled: true,
};

const all = (): number => 1;
const but =
  (missing: string) =>
  (key: string): number =>
    key === missing ? 0 : 1;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** Methods that are another way to call one that is listed, and the one that has no project yet. */
const unlisted = [
  'importRecordsOnce',
  'exportRecordCells',
  'exportRecordPlaces',
  'exportRecordSummary',
  'exportReportRows',
  'createProject',
];

describe('capabilities', () => {
  it('are listed for every method that works on a project, and for no other', () => {
    const names = methods.map(({ name }) => name).filter((name) => !unlisted.includes(name));
    expect([...capabilityNames].sort()).toEqual(names.map(snake).sort());
  });

  it('name the same rights as the methods do', () => {
    // REDCap gives export rights by instrument. Of the two that REDCap's documentation names for deleting and renaming, one decides.
    const aside = (name: string): string[] =>
      name === 'deleteRecords' || name === 'renameRecord' ? ['API Import/Update'] : ['Data Exports'];
    const wrong = methods
      .filter(({ name }) => !unlisted.includes(name))
      .map(({ name, rights }) => [
        name,
        rights.filter((right) => !aside(name).includes(right)).sort(),
        capabilityRequirements[snake(name) as keyof typeof capabilityRequirements].rights
          .map(([, right]) => right)
          .sort(),
      ])
      .filter(([, method, capability]) => JSON.stringify(method) !== JSON.stringify(capability));
    expect(wrong).toEqual([]);
  });

  it('are all given to a token with all rights in a project with all settings', () => {
    expect(capabilityNames.filter((name) => judgeCapability(name, all, project).allowed !== true)).toEqual([]);
  });

  it.each([
    ['IMPORT_RECORDS', 'api_import', 'API Import/Update'],
    ['EXPORT_LOGGING', 'logging', 'Logging'],
    ['IMPORT_USERS', 'user_rights', 'User Rights'],
    ['EXPORT_SURVEY_LINK', 'manage_survey_participants', 'Survey Distribution Tools'],
    ['RANDOMIZE_RECORD', 'random_perform', 'Randomize'],
  ] as const)('%s names the right that is missing', (name, key, right) => {
    expect(judgeCapability(name, but(key), project)).toEqual({
      name,
      allowed: false,
      reason: `The token's user lacks the right ${right}.`,
      missingRight: right,
    });
  });

  it('do not take read-only user rights for enough to change users', () => {
    const readOnly = (key: string): number => (key === 'user_rights' ? 2 : 1);
    expect(judgeCapability('EXPORT_USERS', readOnly, project).allowed).toBe(true);
    expect(judgeCapability('IMPORT_USERS', readOnly, project)).toMatchObject({
      allowed: false,
      missingRight: 'User Rights',
    });
  });

  it.each([
    ['IMPORT_ARMS', { is_longitudinal: false }, 'The project is classic: it has no arms and events.'],
    [
      'IMPORT_METADATA',
      { in_production: true },
      'The project is in Production; REDCap allows this in Development only.',
    ],
    ['EXPORT_SURVEY_LINK', { surveys_enabled: false }, 'Surveys are not enabled in the project.'],
    ['RANDOMIZE_RECORD', { randomization_enabled: false }, 'Randomization is not enabled in the project.'],
  ] as const)('%s names the status or setting that is missing', (name, change, reason) => {
    expect(judgeCapability(name, all, { ...project, ...change })).toEqual({
      name,
      allowed: false,
      reason,
      missingRight: null,
    });
  });

  it('are unknown, and say so, where a right cannot be known', () => {
    const unknown = (key: string): number | undefined => (key === 'api_import' ? undefined : 1);
    expect(judgeCapability('IMPORT_RECORDS', unknown, project)).toMatchObject({ allowed: null, missingRight: null });
  });
});
