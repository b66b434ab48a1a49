import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askStream } from '../../workbench/src/graph/event-stream.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { openProxy } from '../support/tcp-proxy.ts';
import { faultsOfViews, openScene, seriousFindings } from './scene.ts';
import type { Scene } from './scene.ts';

const PLACE = '/projects/stroke2/live';

describe('a stream of events', () => {
  /** The results of a graph that answers in this way. */
  const resultsOf = async (answer: (response: ServerResponse) => void): Promise<unknown[]> => {
    const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    // An address that is no pipe.
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/graphql`;
    const results: unknown[] = [];
    try {
      const question = { query: 'subscription { a }' };
      const { signal } = new AbortController();
      for await (const result of askStream({ url, headers: {}, question, signal })) results.push(result);
    } finally {
      server.close();
    }
    return results;
  };

  const EVENTS = ':\n\nid: a\nevent: next\ndata: {"data":{"a":1}}\n\n:\n\nevent: next\ndata: {"data":null}\n\n';
  const asStream = { 'content-type': 'text/event-stream' };

  it('has a result for each event, until it says that it is complete', async () => {
    const results = await resultsOf((response) => {
      response.writeHead(200, asStream).write(EVENTS);
      response.write('event: complete\ndata:\n\n');
    });
    expect(results).toEqual([{ data: { a: 1 } }, { data: null }]);
  });

  it('has one result with the errors where it is refused', async () => {
    const refusal = { errors: [{ message: 'Sign in.' }] };
    const results = await resultsOf((response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(refusal));
    });
    expect(results).toEqual([refusal]);
  });

  it('has the errors of a refusal that is a stream itself', async () => {
    const refusal = { errors: [{ message: 'The token may not read the log.' }] };
    const results = await resultsOf((response) => {
      response.writeHead(403, asStream);
      response.end(`event: next\ndata: ${JSON.stringify(refusal)}\n\nevent: complete\ndata:\n\n`);
    });
    expect(results).toEqual([refusal]);
  });

  it('fails where it ends without saying so', async () => {
    const results = resultsOf((response) => response.writeHead(200, asStream).end(EVENTS));
    await expect(results).rejects.toThrow('Connection closed while having active streams');
  });
});

describeWith(requirement.chromium, 'live changes of the demo study', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ config: { changes: { pollSeconds: 1, askedSeconds: 1 } } });
  });

  afterAll(() => scene.close());

  const rename = async (record: string, newName: string): Promise<void> => {
    const input = `{ project: "stroke2", record: "${record}", newName: "${newName}" }`;
    const response = await fetch(`${scene.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `mutation { renameRecord(input: ${input}) { errors { message } } }` }),
    });
    expect(JSON.parse(await response.text()).data.renameRecord.errors).toEqual([]);
  };

  it('appear as they happen, each with a link to its record, until somebody stops them', async () => {
    const { page, faults } = await scene.open(PLACE);
    await page.getByText('Following the project').waitFor();
    await page.getByText('No change yet').waitFor();
    await rename('2', '2-A');
    await page.getByRole('row', { name: /2-A renamed ?before: 2/ }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped').waitFor();
    await page.getByRole('button', { name: 'Start from now' }).click();
    await page.getByText('Following the project').waitFor();
    await rename('3', '3-A');
    await page.getByRole('row', { name: /3-A/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(3);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: '2-A' }).click();
    await page.getByRole('heading', { level: 1, name: 'Participant ID 2-A' }).waitFor();
    expect(page.url()).not.toContain('2-A');
    expect(faults).toEqual([]);
  });

  it('go on behind the last one after the connection was lost', async () => {
    const proxy = await openProxy(Number(new URL(scene.gateway.url).port));
    try {
      const { page } = await scene.openAt(`http://127.0.0.1:${proxy.port}`, PLACE);
      await page.getByText('Following the project').waitFor();
      await rename('4', '4-A');
      await page.getByRole('row', { name: /4-A/ }).waitFor();
      proxy.cut();
      await page.getByText('Connection lost: trying again').waitFor();
      await rename('5', '5-A');
      proxy.mend();
      await page.getByRole('row', { name: /5-A/ }).waitFor();
      await page.getByText('Following the project').waitFor();
    } finally {
      await proxy.close();
    }
  });

  it('are in bounds, for everybody', async () => {
    const { page, faults } = await scene.open(PLACE);
    await page.getByText('Following the project').waitFor();
    expect(await faultsOfViews(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
