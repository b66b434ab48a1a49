import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIB } from './mebibyte.ts';
import { startProgram, type Program } from './program.ts';
import type { Ready } from './ready.ts';

/** The key that the gateway's caller shows: no protection is off while it is measured. */
export const apiKey = `rgq_${'B'.repeat(43)}`;

export const projectKey = 'perf';

/** By what several gateways act as one. */
export interface Sharing {
  /** The address of a Redis. */
  readonly redis: string;
  readonly secret: string;
  /** How many gateways there are. */
  readonly gateways: number;
}

/**
 * Starts the gateway as an operator does, before an upstream: with an API key, a secret and a log that is quiet. It has one
 * project, of the upstream's token, or one for each of these tokens by key. It shares a Redis where one is given.
 */
export const startGateway = async (
  upstream: Program,
  tokens: Readonly<Record<string, string>> = { [projectKey]: upstream.token },
  sharing?: Sharing,
): Promise<Program> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const secretFile = (name: string, value: string): { readonly file: string } => {
    const file = join(folder, name);
    writeFileSync(file, value, { mode: 0o600 });
    return { file };
  };
  const config = {
    host: '127.0.0.1',
    port: 0,
    logLevel: 'warn',
    data: join(folder, 'data'),
    secret: secretFile('secret', sharing?.secret ?? randomBytes(32).toString('hex')),
    // On a machine that does other things as well, a Redis that waits for the processor is not away.
    ...(sharing === undefined ? {} : { redis: { url: sharing.redis, share: 1 / sharing.gateways, timeoutMs: 1_500 } }),
    projects: Object.entries(tokens).map(([key, token]) => ({
      key,
      url: `${upstream.url}api/`,
      token: secretFile(`token-${key}`, token),
    })),
    callers: {
      apiKeys: [
        {
          name: 'bench',
          hash: `sha256:${createHash('sha256').update(apiKey).digest('hex')}`,
          projects: Object.keys(tokens),
          scopes: ['read', 'write'],
        },
      ],
    },
    // A benchmark asks more than REDCap would let anybody ask.
    redcap: { callsPerMinute: 1_000_000 },
    limits: {
      page: 5_000,
      nodes: 100_000_000,
      bodyBytes: 32 * MIB,
      jsonParts: 5_000_000,
      fileBytes: 300 * MIB,
    },
  };
  const file = join(folder, 'gateway.json');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  // The gateway asks for the title of each project when it has started. These calls are none of what is measured.
  const untitled = new Set(Object.keys(tokens));
  let url: string | undefined;
  const readUrl = (line: string): Ready | null => {
    url ??= /^GraphQL API\s+(\S+)\/graphql/.exec(line)?.[1];
    untitled.delete(line.split(':', 1)[0] ?? '');
    return url === undefined || untitled.size > 0 ? null : { url: `${url}/` };
  };
  // As `npm start` and the container image start it.
  const options = ['--max-semi-space-size=32'];
  const program = await startProgram('../../src/main.ts', ['--config', file], readUrl, options);
  return {
    ...program,
    [Symbol.asyncDispose]: async () => {
      await program[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
