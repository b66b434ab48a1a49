import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { schema } from '../../src/schema/index.ts';
import { clinic } from '../support/clinic.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { startStudy, type Study } from '../support/study.ts';
import { createGateway, gatewayOptions } from './gateway.ts';

const MUTATION = `mutation ($input: ImportFileInput!) {
  importFile(input: $input) { file { fileName } errors { code message path isRetryable retryAfterSeconds } }
}`;
const PLACE = { project: 'study', record: '1', event: 'baseline_arm_1', field: 'consent_pdf', file: null };

const HEAD =
  '--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n' +
  `${JSON.stringify({ query: MUTATION, variables: { input: PLACE } })}\r\n` +
  '--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.file"]}\r\n' +
  '--b\r\ncontent-disposition: form-data; name="0"; filename="scan.bin"\r\n\r\n';
const END = '\r\n--b--\r\n';

interface Ward {
  readonly url: URL;
  readonly clock: FakeClock;
  readonly study: Study;
  /** Comes when so many writes have asked for their turn. */
  readonly asked: (writes: number) => Promise<void>;
}

let gateway: Gateway | undefined;
let study: Study | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await gateway?.close(0);
  await study?.close();
});

/** A gateway over HTTP with the graph and a sandbox behind it, on a clock that the test moves. */
const start = async (uploadSilenceSeconds: number): Promise<Ward> => {
  const time = createFakeClock();
  let asked = 0;
  const every: FakeClock['every'] = (milliseconds, run) => {
    if (milliseconds === 1_000) asked += 1;
    return time.every(milliseconds, run);
  };
  const clock = { ...time, every };
  const skipping = { gateway: clock, transport: clock, pauses: [], skip: () => undefined };
  const started = await startStudy({ project: clinic, clock: skipping, turnWaitMs: 20_000 });
  study = started;
  gateway = createGateway(
    gatewayOptions({
      schema,
      clock,
      limits: { uploadSilenceSeconds },
      createContext: ({ signal, hold }) => started.contextOf({ signal, hold }),
    }),
  );
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: new URL(url),
    clock,
    study: started,
    asked: (writes) => vi.waitFor(() => expect(asked).toBe(writes), { interval: 5 }),
  };
};

/** A client that has announced a body of so many bytes, and sends what the test says. */
const upload = async (
  url: URL,
  length: number,
): Promise<{ readonly write: (text: string) => void; readonly payload: Promise<unknown> }> => {
  const socket = connect(Number(url.port), url.hostname);
  sockets.push(socket);
  await once(socket, 'connect');
  let got = '';
  const payload = new Promise((resolve) => {
    socket.setEncoding('utf8').on('data', (text: string) => {
      got += text;
      const json = /\{"data".*\}\s*$/s.exec(got)?.[0];
      if (json !== undefined) resolve((JSON.parse(json) as { data: { importFile: unknown } }).data.importFile);
    });
  });
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: ${url.host}\r\nx-graphql-yoga-csrf: 1\r\n` +
      `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${length}\r\n\r\n${HEAD}`,
  );
  return { write: (text) => void socket.write(text), payload };
};

const SMALL = `hello${END}`;
const STORED = { file: { fileName: 'scan.bin' }, errors: [] };
const contentsOf = ({ project }: Study): string[] =>
  [...project.files.values()].map(({ bytes }) => Buffer.from(bytes).toString());

describe('a tablet that loses its network within an upload', () => {
  it('keeps the next upload waiting for seconds, and both learn what happened', async () => {
    const { url, clock, study, asked } = await start(10);
    const stalled = await upload(url, 5_000_000);
    stalled.write('A'.repeat(100_000));
    await asked(1);
    const again = await upload(url, HEAD.length + SMALL.length);
    again.write(SMALL);
    await asked(2);
    await clock.advance(10_000);
    expect(await stalled.payload).toEqual({
      file: null,
      errors: [
        {
          code: 'UPLOAD_INCOMPLETE',
          message: 'The bytes of the file stopped coming before its end. Nothing was stored. Send the file again.',
          path: ['file'],
          isRetryable: true,
          retryAfterSeconds: null,
        },
      ],
    });
    await clock.advance(0);
    expect(await again.payload).toEqual(STORED);
    expect(contentsOf(study)).toEqual(['hello']);
    expect(study.callsOf('file', 'import')).toHaveLength(1);
  });

  it('is not what REDCap is blamed for when the next upload has waited long enough', async () => {
    const { url, clock, study, asked } = await start(300);
    const slow = await upload(url, HEAD.length + 5 + END.length);
    slow.write('slo');
    await asked(1);
    const again = await upload(url, HEAD.length + SMALL.length);
    again.write(SMALL);
    await asked(2);
    await clock.advance(20_000);
    expect(await again.payload).toEqual({
      file: null,
      errors: [
        {
          code: 'LANE_BUSY',
          message:
            'An earlier write has not ended, and this one has to follow it. Nothing was sent. Try again in a while.',
          path: [],
          isRetryable: true,
          retryAfterSeconds: 5,
        },
      ],
    });
    slow.write(`ow${END}`);
    expect(await slow.payload).toEqual(STORED);
    expect(contentsOf(study)).toEqual(['sloow']);
  });
});
