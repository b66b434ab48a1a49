import { afterEach, describe, expect, it } from 'vitest';
import { manyRecordsXml } from '../../support/many-records.ts';
import { recordsAsked } from '../../support/records-asked.ts';
import { projectFromXml, startStudy, type Study } from '../../support/study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** A REDCap as it dies: a page of PHP's, and its own words behind it, with status 200. */
const outOfMemory = (): Response =>
  new Response(
    '<br />\n<b>Fatal error</b>{"error":"REDCap ran out of server memory. The request cannot be processed. Please try importing/exporting a smaller amount of data."}',
  );

/** A study of so many records on a REDCap whose memory holds so many of them at once. */
const start = async (count: number, memory: { records: number }): Promise<Study> => {
  const study = await startStudy({
    project: projectFromXml(manyRecordsXml(count)),
    intercept: async (call, answer) =>
      call['content'] === 'record' && recordsAsked(call).length > memory.records ? outOfMemory() : answer(),
  });
  studies.push(study);
  return study;
};

const batches = (study: Study): number[] => study.callsOf('record').map((call) => recordsAsked(call).length);

const PAGE = `query Page($first: Int!, $after: String) { project(key: "study") { records(first: $first, after: $after) {
  nodes { name instances(instrument: "base") { value(field: "age") { raw } } }
  pageInfo { hasNextPage endCursor }
  completeness { isComplete missingRecords }
} } }`;

const IMPORT = `mutation Import($rows: [InstrumentRowInput!]!) {
  importRecords(input: { project: "study", rows: $rows, verify: false, dryRun: true }) { errors { code message } }
}`;

interface Row {
  readonly name: string;
  readonly instances: readonly { readonly value: { readonly raw: string } }[];
}

const read = (nodes: readonly Row[]): string[] =>
  nodes.map(({ name, instances }) => `${name}=${instances[0]?.value.raw}`);

const expected = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${String(from + index)}=${String(20 + from + index)}`);

describe('a REDCap with little memory', () => {
  it('is asked for fewer records at a time until they fit, each of which comes exactly once', async () => {
    const study = await start(40, { records: 12 });
    const answer = await study.run(PAGE, { first: 40 });
    expect(answer.errors).toEqual([]);
    expect(read(answer.data.project.records.nodes)).toEqual(expected(1, 40));
    expect(answer.data.project.records.completeness).toEqual({ isComplete: true, missingRecords: [] });
    expect(batches(study)).toEqual([0, 40, 20, 10, 10, 10, 10]);
  });

  it('is asked by the next request for as many as fitted before, and for more and more once they fit', async () => {
    const memory = { records: 30 };
    const study = await start(300, memory);
    const pages: number[][] = [];
    const seen: string[] = [];
    for (let after: string | null = null, isLast = false; !isLast;) {
      study.forget();
      const answer = await study.run(PAGE, { first: 100, after });
      expect(answer.errors).toEqual([]);
      const { nodes, pageInfo } = answer.data.project.records;
      seen.push(...read(nodes));
      pages.push(batches(study));
      after = pageInfo.endCursor;
      isLast = !pageInfo.hasNextPage;
      // After the second page somebody gives the server more memory.
      if (pages.length === 2) memory.records = 1_000;
    }
    expect(pages).toEqual([
      [0, 100, 50, 25, 25, 25, 25],
      [25, 25, 25, 25],
      [50, 50],
    ]);
    expect(seen).toEqual(expected(1, 300));
    study.forget();
    for (let request = 0; request < 4; request += 1) await study.run(PAGE, { first: 100 });
    expect(batches(study)).toEqual([0, 50, 50, 0, 50, 50, 0, 50, 50, 0, 100]);
  });

  it('that cannot hold the list of names, which nobody can halve, is reported as it is', async () => {
    const study = await startStudy({
      project: projectFromXml(manyRecordsXml(3)),
      intercept: async (call, answer) => (call['content'] === 'record' ? outOfMemory() : answer()),
    });
    studies.push(study);
    const { errors } = await study.run(PAGE, { first: 3 });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['REDCAP_REJECTED']);
    expect(batches(study)).toEqual([0]);
  });

  it('that cannot hold one record is reported as it is', async () => {
    const study = await start(3, { records: 0 });
    const { errors } = await study.run(PAGE, { first: 3 });
    expect(errors.map(({ extensions }) => [extensions['code'], extensions['redcapMessage']])).toEqual([
      ['REDCAP_REJECTED', 'REDCap ran out of server memory. The request cannot be processed.'],
    ]);
    expect(batches(study)).toEqual([0, 3, 2, 1]);
  });

  it('teaches readers by what a writer found out, and a writer by what readers did', async () => {
    const memory = { records: 20 };
    const study = await start(60, memory);
    const rows = Array.from({ length: 60 }, (_, index) => ({
      record: String(index + 1),
      instrument: 'base',
      values: [{ field: 'age', raw: '50' }],
    }));
    const importAges = async (): Promise<number[]> => {
      study.forget();
      const answer = await study.run(IMPORT, { rows });
      expect(answer.errors).toEqual([]);
      expect(answer.data.importRecords.errors).toEqual([]);
      return study
        .callsOf('record')
        .filter((call) => call['data'] === undefined)
        .map((call) => recordsAsked(call).length);
    };
    expect(await importAges()).toEqual([60, 30, 15, 15, 15, 15]);
    study.forget();
    await study.run(PAGE, { first: 60 });
    expect(batches(study)).toEqual([0, 15, 15, 15, 15]);
    memory.records = 1_000;
    expect(await importAges()).toEqual([30, 30]);
  });
});
