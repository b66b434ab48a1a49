import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { download } from '../load/download.ts';
import { exampleProject } from '../load/example.ts';
import { apiKey, startGateway } from '../load/gateway.ts';
import { askBy, clientOf, dataOf } from '../load/measure.ts';
import { MIB } from '../load/mebibyte.ts';
import { startProgram, type Program } from '../load/program.ts';
import { inTurn, sample } from '../load/sample.ts';
import { startUpstream } from '../load/upstream.ts';
import { resultRow, type Result } from '../result.ts';

/** How long the file is, and how often it goes each way. */
export interface LargeFileSize {
  readonly fileMiB: number;
  readonly rounds: number;
}

const usual: LargeFileSize = { fileMiB: 256, rounds: 3 };

const place = { record: '1', event: 'screening_arm_1', field: 'consent_pdf' };

const UPLOAD = `mutation Upload($file: Upload!) {
  importFile(input: {
    project: "${exampleProject}", record: "${place.record}", event: "${place.event}", field: "${place.field}", file: $file
  }) { file { fileName } errors { code message } }
}`;

const DOWNLOAD = `{ project(key: "${exampleProject}") { record(name: "${place.record}") {
  events(uniqueEventNames: ["${place.event}"]) { value(field: "${place.field}") { ... on FileValue { file { downloadUrl } } } }
} } }`;

const BORDER = 'redcap-bench';
const part = Buffer.alloc(65_536, 'redcap ');

/** A form with a file of so many MiB between its parameters. */
const formOf = function* (
  before: Readonly<Record<string, string>>,
  name: string,
  after: Readonly<Record<string, string>>,
  fileMiB: number,
): Generator<Buffer> {
  const fields = (all: Readonly<Record<string, string>>): string =>
    Object.entries(all)
      .map(([key, value]) => `--${BORDER}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`)
      .join('');
  yield Buffer.from(
    `${fields(before)}--${BORDER}\r\nContent-Disposition: form-data; name="${name}"; filename="scan.bin"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  for (let sent = 0; sent < fileMiB * MIB; sent += part.length) yield part;
  yield Buffer.from(`\r\n${fields(after)}--${BORDER}--\r\n`);
};

/** Sends a form and returns the text of the answer. */
const send = async (url: string, form: Generator<Buffer>): Promise<string> => {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'apollo-require-preflight': '1',
    'content-type': `multipart/form-data; boundary=${BORDER}`,
  };
  const asking = request(url, { method: 'POST', headers, agent: false });
  const answered = new Promise<string>((resolve, reject) => {
    asking.on('error', reject);
    asking.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200 || response.statusCode === 201) resolve(text);
        else reject(new Error(`${url} answered ${String(response.statusCode)}: ${text.slice(0, 300)}`));
      });
    });
  });
  await pipeline(Readable.from(form), asking);
  return answered;
};

/** A way for a file, there and back. */
interface Way {
  readonly name: string;
  readonly program: Program;
  readonly upload: (fileMiB: number) => Promise<unknown>;
  readonly fetch: () => Promise<{ readonly bytes: number }>;
}

const gatewayWay = (gateway: Program): Way => {
  const url = `${gateway.url}graphql`;
  const operations = JSON.stringify({ query: UPLOAD, variables: { file: null } });
  return {
    name: 'gateway',
    program: gateway,
    upload: async (fileMiB) => {
      const text = await send(url, formOf({ operations, map: '{"0":["variables.file"]}' }, '0', {}, fileMiB));
      // The mutation asks for these.
      const { importFile } = dataOf(text) as { readonly importFile: { readonly errors: readonly object[] } };
      if (importFile.errors.length > 0) throw new Error(`The file was refused: ${text}`);
    },
    fetch: async () => {
      const client = clientOf(gateway, 'graphql');
      const data = await askBy(client)({ query: DOWNLOAD, variables: {} });
      client.close();
      const found = /"downloadUrl":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
      if (found === undefined) throw new Error('There is no download address.');
      return download(new URL(found, gateway.url).href);
    },
  };
};

const pipeWay = (pipe: Program, token: string): Way => {
  const parameters = { token, content: 'file', ...place, returnFormat: 'json' };
  return {
    name: 'pipe',
    program: pipe,
    upload: (fileMiB) => send(pipe.url, formOf({}, 'file', { ...parameters, action: 'import' }, fileMiB)),
    fetch: () => download(pipe.url, { body: new URLSearchParams({ ...parameters, action: 'export' }).toString() }),
  };
};

/** A large file, up and down, beside a bare pipe. */
export const benchLargeFile = async ({ fileMiB, rounds }: LargeFileSize = usual): Promise<readonly Result[]> => {
  await using upstream = await startUpstream({ study: 'demo', records: 10, fileMiB });
  await using pipe = await startProgram('program/pipe.ts', [upstream.url]);
  await using gateway = await startGateway(upstream, { [exampleProject]: upstream.token });
  const [beside, own] = [pipeWay(pipe, upstream.token), gatewayWay(gateway)];
  const directions = {
    up: (way: Way): Promise<unknown> => way.upload(fileMiB),
    down: async (way: Way): Promise<void> => {
      const { bytes } = await way.fetch();
      if (bytes !== fileMiB * MIB) throw new Error(`${way.name} sent ${String(bytes)} bytes.`);
    },
  };
  const rows = [];
  for (const [direction, move] of Object.entries(directions)) {
    // The first way there and back warms both; idle is what they hold after a small file.
    for (const way of [beside, own]) await way.upload(1);
    const spent = await inTurn([beside, own], rounds, (way) =>
      sample({ program: way.program, upstream }, () => move(way)),
    );
    const piped = spent.get(beside);
    for (const [way, passage] of spent) {
      rows.push(
        resultRow(`${direction}, ${way.name}`, {
          'wall / pipe': passage.wallMs / (piped?.wallMs ?? Number.NaN),
          'CPU / pipe': passage.cpuMs / (piped?.cpuMs ?? Number.NaN),
          seconds: passage.wallMs / 1000,
          'CPU s': passage.cpuMs / 1000,
          'MiB over idle': passage.overIdleMiB,
          calls: passage.calls,
        }),
      );
    }
  }
  return [{ title: `a file of ${String(fileMiB)} MiB`, rows }];
};
