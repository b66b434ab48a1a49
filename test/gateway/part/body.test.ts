import { buildSchema } from 'graphql';
import { request, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../src/gateway.ts';
import { gatewayOptions } from '../gateway.ts';

const SDL = `
  directive @stream(if: Boolean! = true, initialCount: Int! = 0) on FIELD
  type Query { names: [String] }
`;

let gateway: Gateway;

afterEach(async () => {
  await gateway.close(0);
});

const listen = async (names: () => AsyncIterable<string>): Promise<string> => {
  const schema = buildSchema(SDL);
  Object.assign(schema.getQueryType()?.getFields()['names'] ?? {}, { resolve: names });
  gateway = createGateway(gatewayOptions({ schema }));
  return (await gateway.listen({ host: '127.0.0.1', port: 0 })).url;
};

const ask = (url: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', accept: 'multipart/mixed' };
    request(`${url}/graphql`, { method: 'POST', headers }, resolve)
      .on('error', reject)
      .end('{"query":"{ names @stream }"}');
  });

const textOf = async (response: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
};

describe('the body of an answer in parts', () => {
  it('is multipart/mixed, byte for byte', async () => {
    const url = await listen(async function* () {
      yield 'é';
      await Promise.resolve();
    });
    const response = await ask(url);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['x-accel-buffering']).toBe('no');
    expect(await textOf(response)).toBe(
      [
        '',
        '---',
        'content-type: application/json; charset=utf-8',
        'content-length: 36',
        '',
        '{"data":{"names":[]},"hasNext":true}',
        '---',
        'content-type: application/json; charset=utf-8',
        'content-length: 69',
        '',
        '{"hasNext":false,"incremental":[{"items":["é"],"path":["names",0]}]}',
        '-----',
        '',
      ].join('\r\n'),
    );
  });

  it('brings a part before the next is there', async () => {
    const second = Promise.withResolvers<void>();
    const url = await listen(async function* () {
      yield 'first';
      await second.promise;
      yield 'second';
    });
    let text = '';
    for await (const chunk of await ask(url)) {
      text += String(chunk);
      if (text.includes('"first"')) second.resolve();
    }
    expect(text).toContain('"second"');
  });

  it('ends with a part that says so when the gateway stops before all has come', async () => {
    const never = Promise.withResolvers<void>();
    const url = await listen(async function* () {
      yield 'first';
      await never.promise;
    });
    let text = '';
    for await (const chunk of await ask(url)) {
      text += String(chunk);
      if (text.includes('"first"')) void gateway.close(0);
    }
    expect(text).toMatch(/"code":"SHUTTING_DOWN"/);
    expect(text).toMatch(/"hasNext":false/);
    expect(text.endsWith('-----\r\n')).toBe(true);
  });
});
