// `npm run example`: the gateway on the demo study, and this app before it. Ctrl-C ends both.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const app = import.meta.dirname;
const root = join(app, '..', '..');
const { values } = parseArgs({ options: { port: { type: 'string', default: '5173' } } });

/** npm writes this file last. */
const isInstalled = existsSync(join(app, 'node_modules', '.package-lock.json'));

if (!isInstalled) {
  console.log('Installing the packages of the app. This happens once and takes half a minute.');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: app, stdio: 'inherit', shell: true });
  if (status !== 0) throw new Error('The packages could not be installed. npm says why, above.');
}

/** The demo, whatever the environment says of a REDCap. It keeps nothing. */
const startGateway = (): ChildProcess => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('REDCAP_')));
  const argv = [join(root, 'src', 'main.ts'), '--port', '0', '--data', ':memory:'];
  return spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] });
};

/** Its address, once it has said so. */
const addressOf = (gateway: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    gateway.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const address = /GraphQL API +(\S+)\/graphql/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
    gateway.once('exit', () => reject(new Error('The gateway has ended.')));
  });

const gateway = startGateway();
process.on('exit', () => gateway.kill());
// A signal alone would end this program without that.
process.on('SIGTERM', () => process.exit(143));
const address = await addressOf(gateway);

// `vite.config.ts` reads it.
process.env['GATEWAY'] = address;
const { createServer } = await import('vite');
const server = await createServer({ root: app, server: { port: Number(values.port), host: '127.0.0.1' } });
await server.listen();
// Vite ends the process at a signal, and the gateway goes with it.
console.log(`Trial app  ${server.resolvedUrls?.local[0] ?? ''}`);
console.log(`GraphiQL   ${address}/projects/stroke2/graphql   (the graph that the app is typed by)`);
