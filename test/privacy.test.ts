import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMain, waitForOutput, type MainRun } from './support/main-program.ts';

let gateway: MainRun;
let uri = '';

beforeAll(async () => {
  gateway = runMain(['--port', '0']);
  [, uri = ''] = await waitForOutput(gateway, /GraphQL API +(\S+)/);
});

afterAll(async () => {
  gateway.process.kill('SIGKILL');
  await gateway.ended;
});

const post = async (query: string, variables: Record<string, unknown> = {}, address = uri): Promise<string> => {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return answer.text();
};

/** Stands for a participant's value wherever one can be given. */
const canary = 'Zanzibar-4711';

const importOf = (values: unknown): Promise<string> =>
  post(
    `mutation I($values: [ValueInput!]!) { importRecords(input: { project: "stroke2", rows: [
      { record: "1", event: "baseline_arm_1", instrument: "demographics", values: $values } ] }) {
      rows { outcome errors { code path message } } errors { code message redcapMessage } } }`,
    { values },
  );

describe('a running gateway', () => {
  it('repeats no value of the caller in its refusals', async () => {
    const answers = await Promise.all([
      importOf([{ field: 'dob', raw: canary }]),
      importOf([{ field: 'sex', raw: canary }]),
      importOf([{ field: 'sex', label: canary }]),
      importOf([{ field: 'age', raw: canary }]),
      importOf([{ field: 'enrol_date', date: canary }]),
      importOf([{ field: 'email', raw: canary, erase: true }]),
      post('query Q($name: RecordName!) { project(key: "stroke2") { record(name: $name) { name } } }', {
        name: ` ${canary} `,
      }),
      post('query Q($id: ID!) { node(id: $id) { id } }', { id: canary }),
      post(
        'query Q($where: RecordFilter) { project(key: "stroke2") { records(first: 1, where: $where) { totalCount } } }',
        {
          where: { field: 'sex', eq: canary },
        },
      ),
      post(
        'query Q($where: RecordFilter) { project(key: "stroke2") { records(first: 1, where: $where) { totalCount } } }',
        {
          where: { field: 'enrol_date', gt: canary },
        },
      ),
      post('query Q($after: String) { project(key: "stroke2") { records(first: 1, after: $after) { totalCount } } }', {
        after: canary,
      }),
      post(`{ project(key: "stroke2") `, { secret: canary }),
    ]);
    expect(answers.filter((answer) => answer.includes(canary))).toEqual([]);
    expect(answers.filter((answer) => !answer.includes('message') && !answer.includes('"node":null'))).toEqual([]);
  });

  it('repeats none in those of a typed import', async () => {
    const document = `mutation I($vitals: [Vitals_Row!], $demographics: [Demographics_Row!]) {
      importRecords(input: { vitals: $vitals, demographics: $demographics }) {
        rows { outcome errors { code path message } } errors { code message redcapMessage } } }`;
    const importTyped = (variables: Record<string, unknown>): Promise<string> =>
      post(document, variables, uri.replace('/graphql', '/projects/stroke2/graphql'));
    const place = { record: '1', event: 'baseline_arm_1' };
    const vitals = (row: object): Promise<string> => importTyped({ vitals: [{ ...place, ...row }] });
    const answers = await Promise.all([
      vitals({ values: { sbp: canary } }),
      vitals({ values: { temperature: canary } }),
      vitals({ values: { vitals_date: canary } }),
      vitals({ erase: [canary] }),
      vitals({ missingDataCodes: [{ field: 'sbp', code: canary }] }),
      importTyped({ demographics: [{ record: '1', values: { sex: canary } }] }),
      importTyped({ demographics: [{ record: '1', values: { email: canary }, erase: ['email'] }] }),
    ]);
    expect(answers.filter((answer) => answer.includes(canary))).toEqual([]);
    expect(answers.filter((answer) => !answer.includes('message'))).toEqual([]);
  });

  it('shows no record name in ids, cursors and addresses', async () => {
    const text = await post(`{ project(key: "stroke2") {
      record(name: "417-R") { id instances(instrument: "consent") { id value(field: "consent_pdf") { ... on FileValue { file { downloadUrl } } } } }
      records(first: 2) { edges { cursor } pageInfo { endCursor } }
    } }`);
    const opaque = [...text.matchAll(/"(?:id|cursor|endCursor|downloadUrl)":"([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(opaque.length).toBeGreaterThan(4);
    const clear = opaque.flatMap((each) => [each, Buffer.from(each, 'base64url').toString('latin1')]);
    expect(clear.filter((each) => each.includes('417-R') || each.includes('stroke2'))).toEqual([]);
  });

  it('logs no value, no record name and no token, whatever is read, written and refused', async () => {
    await importOf([{ field: 'last_name', raw: canary }]);
    const read = await post(
      'query Secret($name: RecordName!) { project(key: "stroke2") { record(name: $name) { instances(instrument: "demographics") { values { raw } } } } }',
      { name: '1' },
    );
    expect(read).toContain(canary);
    await post(`{ project(key: "stroke2") { record(name: "${canary}") { name } } }`);
    await fetch(`${new URL(uri).origin}/files/${canary}`);
    await fetch(uri, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"query": "${canary}` });
    gateway.process.kill('SIGTERM');
    await gateway.ended;
    const output = gateway.out() + gateway.err();

    const lines = output.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(15);
    expect(output).not.toContain(canary);
    expect(output).not.toContain('417-R');
    expect(output).not.toContain('Rose Cottage');
    expect(output).not.toMatch(/[0-9A-F]{32}/i);
  });
});
