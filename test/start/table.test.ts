import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/gateway/api-key.ts';
import type { ComposedGateway } from '../../src/start/gateway.ts';
import type { LoggedLine } from '../gateway/gateway.ts';
import { clinic } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest } from '../support/composed-gateway.ts';
import { manyRecordsXml } from '../support/many-records.ts';
import { projectFromXml, type Study, type StudyOptions } from '../support/study.ts';

interface Started {
  readonly study: Study;
  readonly gateway: ComposedGateway;
  readonly key: string;
  readonly lines: readonly LoggedLine[];
}

/** A gateway before a study under the key `clinic`, for one API key with these scopes. */
const start = async (options: StudyOptions, scopes: readonly string[] = ['read']): Promise<Started> => {
  const study = await startInTest(options);
  const { key, hash } = createApiKey();
  const config = configFor(study, {
    callers: { apiKeys: [{ name: 'reader', hash, scopes }] },
    cors: { origins: ['https://dashboard.example.org'] },
  });
  return { study, key, ...composeInTest(config) };
};

const get = ({ gateway, key }: Started, path: string, init: RequestInit = {}): Promise<Response> =>
  gateway.fetch(
    new Request(`http://127.0.0.1:4000/projects/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string> | undefined) },
    }),
  );

interface Refusal {
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly [name: string]: unknown };
  }[];
}

const refusalOf = async (response: Response): Promise<readonly [number, string]> => {
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { errors } = (await response.json()) as Refusal;
  return [response.status, errors[0]?.extensions.code ?? ''];
};

/** What came over a socket, and whether it came to its proper end. */
interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly trailers: Readonly<Record<string, string | undefined>>;
  readonly isWhole: boolean;
}

const unpackers = { br: createBrotliDecompress, gzip: createGunzip } as const;

/** Reads an answer to its end. `onText` sees what has come so far. */
const receive = (
  url: string,
  key: string,
  { encoding, onText }: { readonly encoding?: keyof typeof unpackers; readonly onText?: (text: string) => void } = {},
): Promise<Received> =>
  new Promise((resolve, reject) => {
    const accept = encoding === undefined ? {} : { 'accept-encoding': encoding };
    const outgoing = httpRequest(url, { headers: { authorization: `Bearer ${key}`, ...accept } }, (response) => {
      let text = '';
      const body = encoding === undefined ? response : response.pipe(unpackers[encoding]());
      body.setEncoding('utf8');
      body.on('error', () => undefined);
      body.on('data', (chunk: string) => {
        text += chunk;
        onText?.(text);
      });
      response.on('error', () => undefined);
      response.on('close', () => {
        if (!response.complete) body.destroy();
      });
      body.on('close', () => {
        resolve({ headers: response.headers, text, trailers: response.trailers, isWhole: response.complete });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });

describe('the plain address of a table', () => {
  it('answers with what the field of the graph stands for', async () => {
    const started = await start({ project: clinic });
    const where = encodeURIComponent('{"field":"ae_term","eq":"Rash"}');
    const query = `where=${where}&fields=ae_term,ae_grade&values=both&columns=tidy&events=baseline_arm_1`;
    const response = await get(started, `clinic/instruments/adverse_events.csv?${query}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('filename="clinic.adverse_events.csv"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(
      'record_id,redcap_event_name,redcap_repeat_instance,ae_term,ae_grade,ae_grade__label\n1,baseline_arm_1,1,Rash,1,Mild\n',
    );
  });

  it.each([
    ['records.ndjson', 'application/x-ndjson'],
    ['records.parquet', 'application/vnd.apache.parquet'],
    ['reports/3.csv?values=labels', 'text/csv; charset=utf-8'],
    ['records.csv?filterLogic=%5Bsex%5D%20%3D%20%220%22&excelSafe=true&groupColumn=true', 'text/csv; charset=utf-8'],
    ['records.ndjson?summary=true&dataAccessGroups=&changedSince=2020-01-01T00:00', 'application/x-ndjson'],
  ])('serves %s', async (path, type) => {
    const started = await start({
      project: (store) => {
        const made = clinic(store);
        made.project.reports = [{ reportId: 3, attributes: { redcap_reports_fields: 'record_id,sex' } }];
        made.project.dags.push({ groupId: 1, name: 'Lyon', uniqueName: 'lyon' });
        return made;
      },
    });
    const response = await get(started, `clinic/${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });

  it.each<[string, number, string]>([
    ['other/records.csv', 404, 'NOT_FOUND'],
    ['clinic/instruments/nope.csv', 404, 'NOT_FOUND'],
    ['clinic/instruments/labs', 404, 'NOT_FOUND'],
    ['clinic/reports/x.csv', 404, 'NOT_FOUND'],
    ['clinic/records.xlsx', 406, 'BAD_USER_INPUT'],
    ['clinic/records.csv?nope=1', 400, 'BAD_USER_INPUT'],
    ['clinic/records.csv?fields=nope', 400, 'BAD_USER_INPUT'],
    ['clinic/records.csv?fields=', 400, 'BAD_USER_INPUT'],
    ['clinic/records.csv?where=%7B', 400, 'BAD_USER_INPUT'],
    ['clinic/records.csv?where=%7B%22fild%22%3A%22secret%22%7D', 400, 'BAD_USER_INPUT'],
    ['clinic/records.csv?values=all', 400, 'BAD_USER_INPUT'],
    ['clinic/records.csv?values=raw&values=both', 400, 'BAD_USER_INPUT'],
    ['clinic/records.csv?excelSafe=1', 400, 'BAD_USER_INPUT'],
    ['clinic/reports/3.csv?fields=sex', 400, 'BAD_USER_INPUT'],
  ])('refuses %s as JSON, before any call for rows', async (path, status, code) => {
    const started = await start({ project: clinic });
    const response = await get(started, path);
    expect(await refusalOf(response.clone())).toEqual([status, code]);
    expect(await response.text()).not.toContain('secret');
    expect(started.study.callsOf('record')).toEqual([]);
  });

  it("says in REDCap's own words why REDCap refused it, without tokens and addresses", async () => {
    const started = await start({
      project: clinic,
      intercept: async (call, answer) => {
        if (call['content'] !== 'record' || call['records[0]'] === undefined) return answer();
        const error = `You may not export ${call['token'] ?? ''}. See https://redcap.example.org/rights.`;
        return Response.json({ error }, { status: 403 });
      },
    });
    const unknown = await get(started, 'clinic/reports/7.csv');
    expect([unknown.status, await unknown.json()]).toEqual([
      502,
      {
        errors: [
          {
            message: 'REDCap refused the call.',
            extensions: {
              code: 'REDCAP_REJECTED',
              redcapMethod: 'exportReportRows',
              redcapMessage: 'The value of the parameter "report_id" is not valid',
            },
          },
        ],
      },
    ]);
    const forbidden = await get(started, 'clinic/records.csv');
    expect(forbidden.status).toBe(403);
    const text = await forbidden.text();
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN', redcapMessage: expect.stringContaining('You may not export') } }],
    });
    expect(text).not.toContain('redcap.example.org');
    expect(text).not.toContain(started.study.owner.token);
  });

  it('names the parameter that does not fit', async () => {
    const started = await start({ project: clinic });
    const { errors } = (await (await get(started, 'clinic/records.csv?fields=nope')).json()) as Refusal;
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument: 'fields' }]);
  });

  it('is for callers with a credential that may read', async () => {
    const started = await start({ project: clinic });
    expect(await refusalOf(await get(started, 'clinic/records.csv', { headers: { authorization: '' } }))).toEqual([
      401,
      'UNAUTHENTICATED',
    ]);
    const writer = await start({ project: clinic }, ['write']);
    expect(await refusalOf(await get(writer, 'clinic/records.csv'))).toEqual([403, 'FORBIDDEN']);
    expect(writer.study.calls).toEqual([]);
  });

  it('answers nothing but GET, no other media type and no other web site', async () => {
    const started = await start({ project: clinic });
    expect((await get(started, 'clinic/records.csv', { method: 'POST' })).status).toBe(405);
    const json = { headers: { accept: 'application/json' } };
    expect(await refusalOf(await get(started, 'clinic/records.csv', json))).toEqual([406, 'BAD_USER_INPUT']);
    expect((await get(started, 'clinic/records.csv', { headers: { accept: 'text/*;q=0.5, image/png' } })).status).toBe(
      200,
    );
    const foreign = new Request('http://127.0.0.1:4000/projects/clinic/records.csv', {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(await refusalOf(await started.gateway.fetch(foreign))).toEqual([403, 'FORBIDDEN']);
    const origin = { headers: { origin: 'https://dashboard.example.org' } };
    const allowed = await get(started, 'clinic/records.csv', origin);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://dashboard.example.org');
    expect(allowed.headers.get('access-control-expose-headers')).toContain('redcap-omitted-fields');
  });

  it('names in a header what export rights withhold', async () => {
    const started = await start({
      project: (store) => {
        const { project, owner } = clinic(store);
        owner.formsExport['demographics'] = 3;
        return { project, owner };
      },
    });
    const response = await get(started, 'clinic/instruments/demographics.csv');
    expect(response.headers.get('redcap-omitted-fields')).toBe('first_name');
    expect((await response.text()).split('\n')[0]).not.toContain('first_name');
  });

  it('writes who asked and what it cost into the log, and no value', async () => {
    const started = await start({ project: clinic });
    await (await get(started, 'clinic/records.csv?filterLogic=%5Bfirst_name%5D%20%3D%20%22Ada%22')).text();
    expect(started.lines).toMatchObject([
      { route: '/graphql', caller: 'reader', operation: 'TableAddress', status: 200 },
      { route: '/projects', caller: 'reader', status: 200, redcapCalls: 2 },
      { message: 'end of stream', caller: 'reader', redcapCalls: 2 },
    ]);
    expect(JSON.stringify(started.lines)).not.toContain('Ada');
  });
});

describe('a table over a socket', () => {
  it('ends with trailers that say that it is complete', async () => {
    const started = await start({ project: projectFromXml(manyRecordsXml(3)) });
    const { url } = await started.gateway.listen({ host: '127.0.0.1', port: 0 });
    const received = await receive(`${url}/projects/clinic/records.csv?fields=age`, started.key);
    expect(received).toMatchObject({
      text: 'id,age\n1,21\n2,22\n3,23\n',
      trailers: { 'redcap-complete': 'true', 'redcap-rows': '3' },
      isWhole: true,
    });
    expect(received.headers['trailer']).toBe('redcap-complete, redcap-rows');
  });

  it.each(['gzip', 'br'] as const)(
    'is packed by %s for a client that accepts it, and says that it is complete',
    async (encoding) => {
      const started = await start({ project: projectFromXml(manyRecordsXml(3)) });
      const { url } = await started.gateway.listen({ host: '127.0.0.1', port: 0 });
      for (const [format, text] of [
        ['csv?fields=age', 'id,age\n1,21\n2,22\n3,23\n'],
        ['ndjson?fields=age', '{"id":"1","age":"21"}\n{"id":"2","age":"22"}\n{"id":"3","age":"23"}\n'],
      ]) {
        const received = await receive(`${url}/projects/clinic/records.${format ?? ''}`, started.key, { encoding });
        expect(received.headers).toMatchObject({
          'content-encoding': encoding,
          vary: expect.stringMatching(/accept-encoding/) as string,
        });
        expect(received).toMatchObject({
          text,
          trailers: { 'redcap-complete': 'true', 'redcap-rows': '3' },
          isWhole: true,
        });
      }
    },
  );

  it('is not packed again where it is packed inside', async () => {
    const started = await start({ project: clinic });
    const parquet = await get(started, 'clinic/records.parquet', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(parquet.headers.get('content-encoding')).toBeNull();
    expect(parquet.headers.get('vary')).not.toMatch(/accept-encoding/);
    expect(
      Buffer.from(await parquet.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('PAR1');
  });

  it.each([undefined, 'gzip', 'br'] as const)(
    'has given its first rows (packed by %s) when REDCap gives the second half',
    async (encoding) => {
      const { promise: seen, resolve: see } = Promise.withResolvers<void>();
      let batches = 0;
      const started = await start({
        project: projectFromXml(manyRecordsXml(600)),
        intercept: async (call, answer) => {
          if (call['records[0]'] !== undefined && (batches += 1) > 1) await seen;
          return answer();
        },
      });
      const { url } = await started.gateway.listen({ host: '127.0.0.1', port: 0 });
      const received = await receive(`${url}/projects/clinic/records.csv?fields=age`, started.key, {
        ...(encoding === undefined ? {} : { encoding }),
        onText: (text) => {
          if (text.startsWith('id,age\n1,21\n')) see();
        },
      });
      expect(received.isWhole).toBe(true);
      expect(received.text.trimEnd().split('\n')).toHaveLength(601);
      expect(batches).toBe(2);
    },
  );

  it.each([undefined, 'gzip', 'br'] as const)(
    'of a report has given its first rows (packed by %s) when REDCap gives the second half of its answer',
    async (encoding) => {
      const { promise: seen, resolve: see } = Promise.withResolvers<void>();
      const rows = Array.from({ length: 20 }, (_, index) => ({ record_id: String(index + 1), sex: '1' }));
      const started = await start({
        project: clinic,
        intercept: async (call, answer) => {
          if (call['content'] !== 'report') return answer();
          const text = JSON.stringify(rows);
          const body = new ReadableStream({
            start: async (controller) => {
              controller.enqueue(Buffer.from(text.slice(0, text.length / 2)));
              await seen;
              controller.enqueue(Buffer.from(text.slice(text.length / 2)));
              controller.close();
            },
          });
          return new Response(body, { headers: { 'content-type': 'application/json' } });
        },
      });
      const { url } = await started.gateway.listen({ host: '127.0.0.1', port: 0 });
      const received = await receive(`${url}/projects/clinic/reports/3.csv`, started.key, {
        ...(encoding === undefined ? {} : { encoding }),
        onText: (text) => {
          if (text.startsWith('record_id,sex\n1,1\n')) see();
        },
      });
      expect(received).toMatchObject({ isWhole: true, trailers: { 'redcap-complete': 'true', 'redcap-rows': '20' } });
      expect(received.text).toBe(`record_id,sex\n${rows.map((row) => `${row.record_id},1\n`).join('')}`);
    },
  );

  it('that is packed is cut without a proper end, too', async () => {
    let batches = 0;
    const { promise: seen, resolve: see } = Promise.withResolvers<void>();
    const started = await start({
      project: projectFromXml(manyRecordsXml(600)),
      intercept: async (call, answer) => {
        if (call['records[0]'] === undefined) return answer();
        batches += 1;
        if (batches === 1) return answer();
        // Else the head of the answer could still be in the gateway, and the client would get nothing at all.
        await seen;
        return new Response('{"error":"No."}', { status: 403 });
      },
    });
    const { url } = await started.gateway.listen({ host: '127.0.0.1', port: 0 });
    const received = await receive(`${url}/projects/clinic/records.csv`, started.key, {
      encoding: 'gzip',
      onText: () => see(),
    });
    expect(received).toMatchObject({ isWhole: false, trailers: {} });
  });

  it('is cut without a proper end where REDCap fails in the middle', async () => {
    let batches = 0;
    const { promise: seen, resolve: see } = Promise.withResolvers<void>();
    const started = await start({
      project: projectFromXml(manyRecordsXml(600)),
      intercept: async (call, answer) => {
        if (call['records[0]'] === undefined) return answer();
        batches += 1;
        if (batches === 1) return answer();
        await seen;
        return new Response('{"error":"No."}', { status: 403 });
      },
    });
    const { url } = await started.gateway.listen({ host: '127.0.0.1', port: 0 });
    const received = await receive(`${url}/projects/clinic/records.csv`, started.key, { onText: () => see() });
    expect(received.text).toContain('id,age,site');
    expect(received).toMatchObject({ isWhole: false, trailers: {} });
    expect(started.lines.at(-1)).toMatchObject({ message: 'end of stream', codes: ['FORBIDDEN'] });
  });

  it('asks REDCap for nothing more when the client leaves', async () => {
    const started = await start({ project: projectFromXml(manyRecordsXml(2_000)) });
    const { body } = await get(started, 'clinic/records.csv');
    const reader = body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const { length } = started.study.calls;
    expect(length).toBeLessThan(14);
    await new Promise((resolve) => setImmediate(resolve));
    expect(started.study.calls).toHaveLength(length);
  });
});
