import { join } from 'node:path';
import { schema } from '../../src/schema/index.ts';
import { runGateway } from '../../src/start/command/gateway.ts';
import { createLog } from '../../src/start/log.ts';
import { root } from './markdown.ts';

/** What `npm start` starts, with the sandbox and the demo study, on a free port and without a word. */
export interface DemoGateway {
  /** Without a path. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts it. Close it at the end. */
export const startDemoGateway = (...options: readonly string[]): Promise<DemoGateway> =>
  startDemoGatewayIn({}, ...options);

/** The same with these environment variables. */
export const startDemoGatewayIn = async (
  env: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<DemoGateway> => {
  let out = '';
  const running = await runGateway({
    argv: ['--port', '0', ...options],
    env,
    out: { write: (text) => (out += text) },
    schemaFolder: join(root, 'schema'),
    createLog: () => createLog('silent'),
    loadSchema: () => Promise.resolve(schema),
  });
  const url = /GraphQL API +(\S+)\/graphql/.exec(out)?.[1];
  if (url === undefined) throw new Error('the gateway did not say where it is');
  return { url, close: () => running.close() };
};
