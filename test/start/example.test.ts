import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { readExamples } from '../support/example-query.ts';
import { root } from '../support/markdown.ts';

const FOLDER = join(root, 'schema/examples');

const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .sort();
const examples = new Map(readExamples(FOLDER).map((example, index) => [names[index] ?? '', example]));

let gateway: DemoGateway;

beforeAll(async () => {
  gateway = await startDemoGateway();
});

afterAll(async () => {
  await gateway.close();
});

/** A GraphQL multipart request with the file that lies beside an example. */
const sendFile = (operations: string, file: string): RequestInit => {
  const body = new FormData();
  body.set('operations', operations);
  body.set('map', JSON.stringify({ '0': ['variables.file'] }));
  body.set('0', new Blob([readFileSync(join(FOLDER, file))], { type: 'application/pdf' }), file);
  return { body, headers: { 'apollo-require-preflight': '1' } };
};

/** Runs an example with its variables, and with its file if it has one. */
const run = async (name: string): Promise<unknown> => {
  const { query, variables } = examples.get(name) ?? { query: '' };
  const operations = JSON.stringify({ query, variables: JSON.parse(variables ?? '{}') as unknown });
  const file = name.replace(/graphql$/, 'pdf');
  const sent = existsSync(join(FOLDER, file))
    ? sendFile(operations, file)
    : { body: operations, headers: { 'content-type': 'application/json' } };
  return (await fetch(`${gateway.url}/graphql`, { method: 'POST', ...sent })).json();
};

/** Every error in an answer: those of the response, and those in payloads, rows and records. */
const listErrors = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value.flatMap(listErrors);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'errors' && Array.isArray(member) ? (member as unknown[]) : listErrors(member),
  );
};

describe('the examples on the demo study that `npm start` serves', () => {
  it.each(names)('%s does what it shows, without an error', async (name) => {
    const answer = await run(name);
    expect(answer).toHaveProperty('data');
    expect(listErrors(answer)).toEqual([]);
  });
});
