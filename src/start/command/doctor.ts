import type { Config } from '../../config.ts';
import { nameWay, tlsOf } from '../../config/network.ts';
import { systemClock } from '../../redcap/clock.ts';
import { findProxy } from '../../redcap/proxy.ts';
import { createConnections } from '../connection.ts';
import { describeFindings } from '../doctor/finding.ts';
import type { Finding } from '../doctor/finding.ts';
import { examineHost } from '../doctor/host.ts';
import { examineMachine } from '../doctor/machine.ts';
import { examineProject } from '../doctor/project.ts';
import { examineTokenStore } from '../doctor/token-store.ts';
import type { Way } from '../doctor/way.ts';
import { COMMAND_GRACE_MS } from '../grace.ts';
import { OPERATOR } from '../operator.ts';
import { startSandbox } from '../sandbox.ts';
import { fingerprintKeyOf, secretOf } from '../secret.ts';
import { openMemoryState } from '../state.ts';
import { readConfig } from '../surroundings.ts';
import type { Surroundings } from '../surroundings.ts';

/** Beside gateways that use all of their 500 calls a minute, so many more do not lead to a ban. */
const CALLS_PER_MINUTE = 60;

/** Each way to a REDCap once, whatever the number of projects there. */
const waysOf = ({ projects, passThrough, projectCreation, network }: Config): readonly Way[] => {
  const { tls, proxies } = network;
  const ways = [
    ...projects.map(({ url, key }) => ({ url, tls: tlsOf(network, key) })),
    ...[passThrough, projectCreation].flatMap((place) => (place === null ? [] : [{ url: place.url, tls }])),
  ];
  const byName = new Map(ways.map((way) => [nameWay(way.url, way.tls), way]));
  return [...byName.values()].map((way) => ({ ...way, proxy: findProxy(proxies, way.url) }));
};

/** Looks at the machine, then at each way, then at the projects; one after another, so that it costs REDCap little. */
const examine = async (config: Config, report: (findings: readonly Finding[]) => void): Promise<void> => {
  report([...(await examineMachine(config)), ...(await examineTokenStore(config))]);
  const broken = new Set<string>();
  for (const way of waysOf(config)) {
    const findings = await examineHost(way);
    report(findings);
    if (findings.some(({ level }) => level === 'fail')) broken.add(way.url);
  }
  const fingerprintKey = fingerprintKeyOf(secretOf(config));
  const { recentCalls: calls } = openMemoryState().state;
  // Gateways that run meanwhile do not know of these calls.
  const callsPerMinute = Math.min(config.redcap.callsPerMinute, CALLS_PER_MINUTE);
  const slow = { ...config, redcap: { ...config.redcap, callsPerMinute } };
  const connections = createConnections(slow, systemClock, { calls, fingerprintKey });
  try {
    const whole = new Set(config.projects.filter(({ url }) => !broken.has(url)).map(({ key }) => key));
    for (const connection of connections.of(OPERATOR)) {
      if (whole.has(connection.key)) report(await examineProject(connection));
    }
  } finally {
    await connections.close(COMMAND_GRACE_MS);
  }
};

/** Examines all that the gateway needs, and says what to do. Returns whether nothing has failed. */
export const runDoctor = async (surroundings: Surroundings): Promise<boolean> => {
  const { argv, out } = surroundings;
  const isJson = argv.includes('--json');
  const given = readConfig({ ...surroundings, argv: argv.filter((word) => word !== '--json') });
  const sandbox =
    given.mode === 'sandbox' ? await startSandbox({ ...given, sandboxPort: 0, sandboxControlPort: 0 }) : undefined;
  const all: Finding[] = [];
  try {
    await examine(sandbox?.config ?? given, (findings) => {
      all.push(...findings);
      if (!isJson) out.write(describeFindings(findings));
    });
  } finally {
    await sandbox?.close();
  }
  if (isJson) out.write(`${JSON.stringify(all, null, 2)}\n`);
  return all.every(({ level }) => level !== 'fail');
};
