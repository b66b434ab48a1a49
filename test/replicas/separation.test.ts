import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser } from '../../src/sandbox/odm/index.ts';
import type { SandboxProject } from '../../src/sandbox/state/project.ts';
import { clinic } from '../support/clinic.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { startStudy, type Study } from '../support/study.ts';
import { startReplicas, type Neighbour, type ReplicaSet } from './replica-set.ts';

/** Puts the name of the project into its values: two projects have the same records, and none of their texts. */
const mark = (project: SandboxProject, name: string): void => {
  for (const { rows } of project.records.values()) {
    for (const { values } of rows.values()) {
      if (values.has('first_name')) values.set('first_name', `Name-of-${name}`).set('notes', `Note-of-${name}`);
      if (values.has('ae_term')) values.set('ae_term', `Term-of-${name}`);
    }
  }
};

/** A token of the same project, whose exports leave out fields that are identifiers. */
const limitedToken = ({ project, store }: Study): string => {
  const user = addUser(project, store, { username: 'limited', rights: 'all' });
  for (const instrument of Object.keys(user.formsExport)) user.formsExport[instrument] = 3;
  return user.token ?? '';
};

const projects = ['study', 'limited', 'other'] as const;

const selectionsOf = (key: string): string[] =>
  [
    'records(first: 10) { nodes { name instances(instrument: "demographics") { values { raw } } } }',
    'record(name: "1") { name events { values(fields: ["first_name", "dob", "ae_term"]) { raw } } }',
    'instrumentData(instrument: "adverse_events", first: 10) { totalCount nodes { record { name } values { raw } } }',
    'records(first: 10, where: { field: "first_name", contains: "Name" }) { totalCount nodes { name } }',
    'changes(first: 10) { nodes { record { name } } }',
  ].map((selection) => `{ project(key: "${key}") { ${selection} } }`);

const noteOf = (key: string, index: number): string => `mutation { importRecords(input: { project: "${key}", rows: [
  { record: "2", event: "baseline_arm_1", instrument: "demographics",
    values: [{ field: "notes", raw: "Note-of-${key}-${String(index)}" }] }] }) { errors { code } } }`;

describeWith(requirement.redis, 'two projects with equal records, and two tokens of one, behind two gateways', () => {
  let set: ReplicaSet;
  let other: Study;

  beforeAll(async () => {
    other = await startStudy({ project: clinic });
    const neighbours = (study: Study): Neighbour[] => [
      { key: 'limited', url: study.url, token: limitedToken(study) },
      { key: 'other', url: other.url, token: other.owner.token ?? '' },
    ];
    set = await startReplicas({ count: 2, neighbours });
    mark(set.study.project, 'study');
    mark(other.project, 'other');
  });

  afterAll(async () => {
    await set.close();
    await other.close();
  });

  /** All that was answered of each project, when everything was asked of both gateways at once. */
  const storm = async (round: number): Promise<ReadonlyMap<string, string>> => {
    const asks = projects.flatMap((key) =>
      [...selectionsOf(key), ...(key === 'limited' ? [] : [noteOf(key, round)]), ...selectionsOf(key)].flatMap(
        (query) => set.replicas.map(async ({ ask }) => [key, JSON.stringify(await ask(query))] as const),
      ),
    );
    const texts = new Map<string, string>();
    for (const [key, text] of await Promise.all(asks)) texts.set(key, `${texts.get(key) ?? ''}${text}`);
    return texts;
  };

  it('get not one byte of each other, at the same time and one after the other', async () => {
    const canaries = [
      'Name-of-study',
      'Term-of-study',
      'Note-of-study',
      'Name-of-other',
      'Term-of-other',
      'Note-of-other',
    ];
    for (const round of [1, 2, 3]) {
      const texts = await storm(round);
      const found = projects.map((key) => [key, canaries.filter((canary) => texts.get(key)?.includes(canary))]);
      expect(Object.fromEntries(found)).toEqual({
        study: ['Name-of-study', 'Term-of-study', 'Note-of-study'],
        limited: ['Term-of-study', 'Note-of-study'],
        other: ['Name-of-other', 'Term-of-other', 'Note-of-other'],
      });
    }
  });
});
