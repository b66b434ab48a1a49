import { afterEach, describe, expect, it } from 'vitest';
import { manyRecordsXml } from '../../support/many-records.ts';
import { projectFromXml, startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

/** A study of 60 records whose gateway takes 20 rows or 2,500 bytes at once, where it does not let them pass by. */
const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({
    project: projectFromXml(manyRecordsXml(60)),
    transport: { maxRows: 20, maxResponseBytes: 2_500 },
    ...options,
  });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

interface List {
  readonly title: string;
  readonly isTyped?: true;
  /** The list's field and its arguments, with the variable `after`. */
  readonly field: string;
  readonly name: string;
  readonly count: number;
  readonly first: readonly string[];
  readonly next: readonly string[];
  /** The fields that the list itself asks for. */
  readonly asked: readonly string[];
}

const lists: readonly List[] = [
  {
    title: 'filtered by a text',
    field: 'records(first: 3, after: $after, where: { field: "comment", contains: "5" })',
    name: 'name',
    count: 15,
    first: ['5', '15', '25'],
    next: ['35', '45', '50'],
    asked: ['id', 'comment', 'base_complete'],
  },
  {
    title: 'filtered by what is saved',
    isTyped: true,
    field: 'records(first: 3, after: $after, where: { base: { comment: { contains: "5" } } })',
    name: 'name',
    count: 15,
    first: ['5', '15', '25'],
    next: ['35', '45', '50'],
    asked: ['id', 'comment', 'base_complete'],
  },
  {
    title: 'ordered by a number',
    isTyped: true,
    field: 'records(first: 3, after: $after, orderBy: { base: age, direction: DESC })',
    name: 'name',
    count: 60,
    first: ['60', '59', '58'],
    next: ['57', '56', '55'],
    asked: ['id', 'age', 'base_complete'],
  },
  {
    title: 'of the rows of an instrument',
    field: 'instrumentData(first: 3, after: $after, instrument: "base", where: { field: "comment", contains: "5" })',
    name: 'record { name }',
    count: 15,
    first: ['5', '15', '25'],
    next: ['35', '45', '50'],
    asked: ['id', 'comment', 'base_complete'],
  },
  {
    title: 'of the rows of an instrument in another order',
    field:
      'instrumentData(first: 3, after: $after, instrument: "base", orderBy: { field: "age", direction: DESC }, where: { field: "comment", contains: "5" })',
    name: 'record { name }',
    count: 15,
    first: ['59', '58', '57'],
    next: ['56', '55', '54'],
    asked: ['id', 'age', 'comment', 'base_complete'],
  },
];

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly name?: string; readonly record?: { readonly name: string } }[];
  readonly pageInfo: { readonly endCursor: string };
  readonly completeness: { readonly isComplete: boolean };
}

const namesOf = ({ nodes }: Page): (string | undefined)[] => nodes.map(({ name, record }) => name ?? record?.name);

const ask = async (study: Study, { isTyped, field, name }: List, after: string | null): Promise<Page> => {
  const page = `page: ${field} { totalCount nodes { ${name} } pageInfo { endCursor } completeness { isComplete } }`;
  const query = `query List($after: String) { ${isTyped ? page : `project(key: "study") { ${page} }`} }`;
  const { data, errors } = await (isTyped ? study.runTyped : study.run)(query, { after });
  expect(errors).toEqual([]);
  return isTyped ? data.page : data.project.page;
};

const fieldsOf = (call: SandboxCall | undefined): string[] =>
  Object.entries(call ?? {}).flatMap(([key, value]) => (key.startsWith('fields[') ? [value] : []));

describe('a list longer than what is taken at once', () => {
  it.each(lists)('$title is listed with one export, and its next page costs none more than a page', async (list) => {
    const study = await start();
    const first = await ask(study, list, null);
    expect([first.totalCount, namesOf(first), first.completeness]).toEqual([
      list.count,
      list.first,
      { isComplete: true },
    ]);
    const [made, ...others] = study.callsOf('record');
    expect(fieldsOf(made)).toEqual(list.asked);
    expect(made).not.toHaveProperty('filterLogic');
    study.forget();
    const next = await ask(study, list, first.pageInfo.endCursor);
    expect(namesOf(next)).toEqual(list.next);
    expect(study.callsOf('record')).toHaveLength(others.length);
    expect(study.callsOf('record').every((call) => 'records[0]' in call)).toBe(true);
  });

  it('is shared by those who ask for it at the same time', async () => {
    const study = await start();
    const [list] = lists;
    if (list === undefined) throw new Error('There is no list.');
    const pages = await Promise.all([ask(study, list, null), ask(study, list, null), ask(study, list, null)]);
    expect(pages.map(namesOf)).toEqual([list.first, list.first, list.first]);
    expect(study.callsOf('record').filter((call) => !('records[0]' in call))).toHaveLength(1);
  });

  it('is made anew when something was written meanwhile', async () => {
    const study = await start();
    const [list] = lists;
    if (list === undefined) throw new Error('There is no list.');
    const { pageInfo } = await ask(study, list, null);
    const { errors } = await study.run(
      'mutation { deleteRecords(input: { project: "study", records: ["35"], confirmCount: 1 }) { errors { message } } }',
    );
    expect(errors).toEqual([]);
    const next = await ask(study, list, pageInfo.endCursor);
    expect([next.totalCount, namesOf(next)]).toEqual([14, ['45', '50', '51']]);
  });

  it('ends its export when the caller leaves', async () => {
    const leaving = new AbortController();
    const study = await start({
      intercept: async (call, answer) => {
        if (call['content'] !== 'record') return answer();
        leaving.abort();
        return 'hang';
      },
      operation: { signal: leaving.signal },
    });
    const query = '{ project(key: "study") { records(where: { field: "comment", contains: "5" }) { totalCount } } }';
    const { data, errors } = await study.run(query);
    // Nothing ever comes from REDCap, so that only the caller's leaving ends the operation.
    expect([data.project.records, errors.length]).toEqual([null, 1]);
    expect(study.callsOf('record')).toHaveLength(1);
  });
});
