import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { readExamples } from '../support/example-query.ts';
import { root } from '../support/markdown.ts';

const FOLDER = join(root, 'schema/examples/stroke2');

let gateway: DemoGateway;
let address: string;

beforeAll(async () => {
  gateway = await startDemoGateway();
  address = `${gateway.url}/projects/stroke2/graphql`;
});

afterAll(async () => {
  await gateway.close();
});

const names = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));
const examples = new Map(readExamples(FOLDER).map((example, index) => [names.sort()[index] ?? '', example]));

interface Body {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
  readonly data: any;
  readonly errors?: unknown;
  readonly extensions: { readonly redcap: { readonly calls: number } };
}

/** Runs an example with its variables, as GraphiQL does. */
const run = async (name: string): Promise<Body> => {
  const { query, variables } = examples.get(name) ?? { query: '' };
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: JSON.parse(variables ?? '{}') as unknown }),
  });
  return (await response.json()) as Body;
};

describe('the examples for the demo study’s own graph', () => {
  it.each(names)('%s answers without an error', async (name) => {
    expect((await run(name)).errors).toBeUndefined();
  });

  it('read a participant, with all instruments and instances, by one call', async () => {
    await run('01-participant-page.graphql');
    const { data, extensions } = await run('01-participant-page.graphql');
    expect(data.record.demographics).toMatchObject({
      dob: { value: '1948-03-21', absence: null },
      sex: { code: '1', label: 'Female' },
      age: { value: '75' },
    });
    expect(data.record.vitals.nodes[0]).toMatchObject({
      event: { eventName: 'Baseline' },
      sbp: { value: 151, isInvalid: false, raw: '151' },
    });
    expect(data.record.adverse_events.nodes[1]).toMatchObject({
      repeatInstance: 2,
      ae_grade: { code: '3', label: 'Severe' },
      ae_report: { file: { fileName: 'fall report.pdf' } },
    });
    expect(extensions.redcap.calls).toBe(1);
  });

  it('list whom they ask for, in the order that they ask for, and say that the list is whole', async () => {
    const { data } = await run('02-worklist.graphql');
    const { totalCount, nodes, completeness } = data.records;
    expect(totalCount).toBe(6);
    expect(nodes.map(({ name }: { name: string }) => name)).toEqual(['1162', '1111', '1046', '899', '774', '718']);
    const days = nodes.map((node: Body['data']) => node.demographics.enrol_date.value) as string[];
    expect(days).toEqual([...days].sort().reverse());
    expect(days.every((day) => day >= '2024-06-01')).toBe(true);
    expect(completeness).toEqual({ isComplete: true, missingRecords: [], omittedFields: [] });
  });

  it('find rows of an instrument by its own variables', async () => {
    const events = (await run('03-adverse-events.graphql')).data.instrumentData.adverse_events;
    expect([events.totalCount, events.nodes.length, events.completeness.isComplete]).toEqual([170, 50, true]);
    const labs = (await run('04-labs.graphql')).data.instrumentData.labs;
    expect([labs.totalCount, labs.nodes.length]).toEqual([32, 20]);
    const times = labs.nodes.map((node: Body['data']) => node.sample_datetime.value) as string[];
    expect(times).toEqual([...times].sort().reverse());
  });

  it('show what a dry run would change, and change nothing', async () => {
    const first = await run('05-import-vitals.graphql');
    expect(first.data.importRecords.rows).toMatchObject([
      { path: ['vitals', '0'], outcome: 'UPDATED', errors: [] },
      { path: ['vitals', '1'], outcome: 'CREATED', repeatInstance: 3, errors: [] },
    ]);
    expect((await run('05-import-vitals.graphql')).data).toEqual(first.data);
  });

  it('add an adverse event once, whoever presses the button again', async () => {
    const first = (await run('06-add-adverse-event.graphql')).data.importRecords;
    const again = (await run('06-add-adverse-event.graphql')).data.importRecords;
    expect(first).toEqual({ rows: [{ repeatInstance: 4, outcome: 'CREATED', errors: [] }], errors: [] });
    expect(again).toEqual(first);
  });
});
