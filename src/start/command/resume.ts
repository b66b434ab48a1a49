import type { HeldHost } from '../../state/recent-calls.ts';
import { secretOf } from '../secret.ts';
import { openHeldHosts } from '../state.ts';
import { readConfig } from '../surroundings.ts';
import type { Surroundings } from '../surroundings.ts';

const describe = ({ host, pauseMs, bannedSince }: HeldHost): string =>
  bannedSince === null
    ? `${host}: it asked for a pause, of which ${String(Math.ceil(pauseMs / 1000))} seconds were left`
    : `${host}: it has blocked the gateway's address since ${bannedSince}`;

/** The host in the arguments, and the options without it. */
const takeHost = (
  argv: readonly string[],
): { readonly host: string | undefined; readonly options: readonly string[] } => {
  const [first, ...rest] = argv;
  return first === undefined || first.startsWith('-')
    ? { host: undefined, options: argv }
    : { host: first, options: rest };
};

/** Lets the gateways of a configuration call REDCap again: one host, or all that are held. Returns the exit code. */
export const runResume = async (surroundings: Surroundings): Promise<number> => {
  const { host, options } = takeHost(surroundings.argv);
  const config = readConfig({ argv: options, env: surroundings.env });
  const log = await surroundings.createLog(config.logLevel);
  const hosts = await openHeldHosts(config, secretOf(config), log);
  try {
    const held = await hosts.held();
    const resumed = held.filter((one) => host === undefined || one.host === host);
    for (const one of resumed) await hosts.resume(one.host);
    const lines = resumed.map((one) => `Resumed ${describe(one)}.\n`);
    if (lines.length > 0)
      surroundings.out.write(`${lines.join('')}The gateways call it again within a second or two.\n`);
    else {
      const others = held.map(({ host: name }) => name).join(', ');
      surroundings.out.write(others === '' ? 'No REDCap is held off.\n' : `Not held off. These are: ${others}\n`);
    }
    return host !== undefined && resumed.length === 0 ? 1 : 0;
  } finally {
    await hosts.close();
    await log.end();
  }
};
