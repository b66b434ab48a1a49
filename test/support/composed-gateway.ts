import { onTestFinished } from 'vitest';
import { parseConfig, type Config } from '../../src/config.ts';
import { schema } from '../../src/schema/index.ts';
import { composeGateway, type ComposedGateway, type GatewayParts } from '../../src/start/gateway.ts';
import { createTestLog, type LoggedLine } from '../gateway/gateway.ts';
import { startStudy, type Study, type StudyOptions } from './study.ts';

/** A gateway as the program composes it, and the lines of its log. */
export interface LoggedGateway {
  readonly gateway: ComposedGateway;
  readonly lines: readonly LoggedLine[];
}

/** Composes a gateway, which closes with the test. */
export const composeInTest = (config: Config, parts: Partial<GatewayParts> = {}): LoggedGateway => {
  const log = createTestLog();
  const gateway = composeGateway(config, { schema, log, ...parts });
  onTestFinished(() => gateway.close());
  return { gateway, lines: log.lines };
};

/** Starts a study, which closes with the test, after the gateways before it. */
export const startInTest = async (options: StudyOptions): Promise<Study> => {
  const study = await startStudy(options);
  onTestFinished(() => study.close());
  return study;
};

/** The configuration of a gateway before a study, which has the key `clinic`. No call of a test waits for the call budget. */
export const configFor = (study: Study, settings: object, env: Record<string, string> = {}): Config =>
  parseConfig({
    env: { TOKEN: study.owner.token ?? '', ...env },
    argv: [],
    file: {
      redcap: { callsPerMinute: 100_000 },
      projects: [{ key: 'clinic', url: study.url, token: { env: 'TOKEN' } }],
      ...settings,
    },
  });
