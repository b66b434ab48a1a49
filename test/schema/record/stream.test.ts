import { afterEach, describe, expect, it } from 'vitest';
import { manyNames, manyRecordsXml } from '../../support/many-records.ts';
import { allParts, ask, gatewayOver, mergeParts, readParts, type Part } from '../../support/parts.ts';
import { recordsAsked } from '../../support/records-asked.ts';
import { projectFromXml, startStudy, type Study, type StudyOptions } from '../../support/study.ts';

let study: Study;

afterEach(async () => {
  await study.close();
});

const start = async (count: number, options: Partial<StudyOptions> = {}): Promise<Study> => {
  study = await startStudy({ project: projectFromXml(manyRecordsXml(count)), ...options });
  return study;
};

const exportsOf = (): number[] =>
  study
    .callsOf('record')
    .map((call) => recordsAsked(call).length)
    .filter((count) => count > 0);

const page = (first: number, more = '', list = 'nodes @stream'): string =>
  `{ project(key: "study") { records(first: ${String(first)}) { ${list} { name events { values(fields: ["age"]) { raw } } } ${more} } } }`;

/** The parts of an answer, one at a time. Whoever stops asking leaves. */
const openParts = async (query: string): Promise<AsyncGenerator<Part>> => {
  const response = await ask(gatewayOver(study), query);
  // Node can iterate a body of the web, which the web's own types do not say.
  return readParts(response.body as unknown as AsyncIterable<Uint8Array>);
};

const next = async (parts: AsyncGenerator<Part>): Promise<Part> => {
  const { value, done } = await parts.next();
  if (done === true) throw new Error('there is no further part');
  return value;
};

const namesOf = (part: Part): string[] =>
  (part.incremental ?? []).flatMap(({ items }) => (items ?? []).map((item) => (item as { name: string }).name));

describe('a page of records that is streamed', () => {
  it('comes in the batches in which REDCap exports it: 20 records first, then 100 and more', async () => {
    await start(100);
    const parts = await openParts(page(100));
    expect(await next(parts)).toMatchObject({ data: { project: { records: { nodes: [] } } }, hasNext: true });
    expect(namesOf(await next(parts))).toEqual(manyNames(1, 20));
    expect(namesOf(await next(parts))).toEqual(manyNames(21, 100));
    expect(exportsOf()).toEqual([20, 80]);
  });

  it('has its first items beside the list, as many as are asked for', async () => {
    await start(30);
    const parts = await openParts(page(30, '', 'nodes @stream(initialCount: 2)'));
    expect((await next(parts)).data).toEqual({
      project: {
        records: {
          nodes: [
            { name: '1', events: [{ values: [{ raw: '21' }] }] },
            { name: '2', events: [{ values: [{ raw: '22' }] }] },
          ],
        },
      },
    });
    expect(namesOf(await next(parts))).toEqual(manyNames(3, 20));
  });

  it('waits with the next export until the client has taken what came before', async () => {
    await start(100);
    const parts = await openParts(page(100));
    await next(parts);
    await next(parts);
    // Nobody has asked for what follows: the export of it has not begun when other requests are answered.
    await study.run('{ project(key: "study") { records(first: 1) { nodes { name } } } }');
    expect(exportsOf().filter((count) => count > 1)).toEqual([20]);
    await next(parts);
    expect(exportsOf().filter((count) => count > 1)).toEqual([20, 80]);
  });

  it('is one export for a client that takes no parts', async () => {
    await start(100);
    const response = await ask(gatewayOver(study), page(100), { accept: 'application/json' });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { data } = (await response.json()) as { data: { project: { records: { nodes: unknown[] } } } };
    expect(data.project.records.nodes).toHaveLength(100);
    expect(exportsOf()).toEqual([100]);
  });

  it('says in a deferred part whether it is complete', async () => {
    await start(50, {
      intercept: async (call, answer) => {
        const response = await answer();
        // REDCap does not bring record 30, however often it is asked.
        if (recordsAsked(call).length === 0) return response;
        const rows = (await response.json()) as { id: string }[];
        return Response.json(rows.filter(({ id }) => id !== '30'));
      },
    });
    const more = '... @defer(label: "whole") { totalCount completeness { isComplete missingRecords } }';
    const parts = await allParts(await ask(gatewayOver(study), page(50, more)));
    expect(parts.flatMap(namesOf)).toEqual(manyNames(1, 50).filter((name) => name !== '30'));
    expect(parts.flatMap(({ incremental = [] }) => incremental).find(({ label }) => label === 'whole')).toEqual({
      path: ['project', 'records'],
      label: 'whole',
      data: { totalCount: 50, completeness: { isComplete: false, missingRecords: ['30'] } },
    });
  });

  it('is exported once, however many of its lists and parts look at it', async () => {
    await start(50);
    const more =
      'completeness { isComplete } ... @defer { edges @stream { node { name events { values(fields: ["age"]) { raw } } } } }';
    const { data, errors } = mergeParts(await allParts(await ask(gatewayOver(study), page(50, more))));
    expect(errors).toEqual([]);
    expect((data as { project: { records: { edges: unknown[] } } }).project.records.edges).toHaveLength(50);
    expect(exportsOf()).toEqual([20, 30]);
  });

  it('breaks off with an error where REDCap fails, after what came before', async () => {
    await start(100, {
      intercept: async (call, answer) =>
        recordsAsked(call).length > 20 ? Response.json({ error: 'not now' }, { status: 400 }) : answer(),
    });
    const parts = await allParts(await ask(gatewayOver(study), page(100)));
    expect(parts.flatMap(namesOf)).toEqual(manyNames(1, 20));
    const end = parts.at(-1);
    expect(end).toMatchObject({
      hasNext: false,
      incremental: [
        {
          items: null,
          path: ['project', 'records', 'nodes', 20],
          errors: [{ path: ['project', 'records', 'nodes', 20], extensions: { code: 'REDCAP_REJECTED' } }],
        },
      ],
    });
  });

  it('ends the export that it waits for when the client leaves', async () => {
    const ended = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    await start(100, {
      intercept: async (call, answer, left) => {
        if (recordsAsked(call).length <= 20) return answer();
        begun.resolve();
        await left;
        ended.resolve();
        return 'hang';
      },
    });
    const response = await ask(gatewayOver(study), page(100));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    const third = reader?.read();
    await begun.promise;
    await reader?.cancel();
    await ended.promise;
    expect((await third)?.done).toBe(true);
    expect(exportsOf()).toEqual([20, 80]);
  });
});

describe('a page of saved instruments that is streamed', () => {
  it('comes in batches too, in both of its lists', async () => {
    await start(50);
    const list = (name: string, below: string): string =>
      `${name}: instrumentData(instrument: "base", first: 50) { ${below} }`;
    const query = `{ project(key: "study") { ${list('a', 'nodes @stream { record { name } status }')} ${list('b', 'edges @stream(initialCount: 1) { node { status } } totalCount')} } }`;
    const { data, errors } = mergeParts(await allParts(await ask(gatewayOver(study), query)));
    expect(errors).toEqual([]);
    const { project } = data as { project: { a: { nodes: { record: { name: string } }[] }; b: { edges: unknown[] } } };
    expect(project.a.nodes.map(({ record }) => record.name)).toEqual(manyNames(1, 50));
    expect(project.b.edges).toHaveLength(50);
  });
});
