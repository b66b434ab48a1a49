import type { Config } from '../../config.ts';
import { systemClock } from '../../redcap/clock.ts';
import { openAudit } from '../audit.ts';
import { describeStart } from '../banner.ts';
import { dataFolderOf } from '../data-folder.ts';
import type { Running } from '../command.ts';
import { composeGateway } from '../gateway.ts';
import { hardStopMs, stopTimesOf } from '../grace.ts';
import { openMetrics } from '../metrics.ts';
import { openTraces } from '../traces.ts';
import { startSandbox } from '../sandbox.ts';
import type { EmbeddedSandbox } from '../sandbox.ts';
import { loadProjectSchemas } from '../project-schema.ts';
import { openReload } from '../reload/configuration.ts';
import { fingerprintKeyOf, secretOf } from '../secret.ts';
import { openTokenUse } from '../token-store/use.ts';
import { openState } from '../state.ts';
import { configOf, lookAtConfig } from '../surroundings.ts';
import type { ConfigLook, Surroundings } from '../surroundings.ts';

/** Composes the gateway over its state, and lets it listen. Whatever fails closes the state. */
const startGateway = async (config: Config, surroundings: Surroundings, sandbox: EmbeddedSandbox | undefined) => {
  const { out, createLog, loadSchema } = surroundings;
  const secret = secretOf(config);
  const log = await createLog(config.logLevel);
  const state = await openState(config, secret, log);
  try {
    const audit = openAudit(config, systemClock);
    if (audit === undefined && config.mode === 'redcap')
      log.warn({}, 'no audit is written: there is no folder for one');
    const dataFolder = dataFolderOf(config);
    const tokenUse = dataFolder === null ? undefined : openTokenUse(dataFolder, systemClock);
    const metrics = await openMetrics(config, state.state, audit, log);
    const traces = await openTraces(config, metrics.log);
    const gateway = composeGateway(config, {
      schema: await loadSchema(),
      log: traces.log,
      audit,
      state: state.state,
      stateSignals: state.signals,
      noteUse: tokenUse?.watch,
      secret,
    });
    metrics.show(gateway);
    await loadProjectSchemas();
    const { url } = await gateway.listen({ host: config.host, port: config.port });
    out.write(describeStart(config, url, sandbox, state));
    if (config.mode === 'redcap') gateway.reportTitles((line) => out.write(`${line}\n`));
    if (metrics.url !== null) out.write(`Metrics      ${metrics.url}\n`);
    return { gateway, state, log, metrics, traces, tokenUse, fingerprintKey: fingerprintKeyOf(secret) };
  } catch (error) {
    await state.close();
    throw error;
  }
};

/** Runs the gateway, and the sandbox with it when no REDCap is configured. */
export const runGateway = async (surroundings: Surroundings): Promise<Running> => {
  const look = (): ConfigLook => lookAtConfig(surroundings);
  const first = look();
  const given = configOf(first);
  const sandbox = given.mode === 'sandbox' ? await startSandbox(given) : undefined;
  const config = sandbox?.config ?? given;
  try {
    const started = await startGateway(config, surroundings, sandbox);
    const { gateway, state, log, metrics, traces, tokenUse, fingerprintKey } = started;
    const reload = openReload({
      first: { ...first, config: given },
      running: config,
      look,
      apply: gateway.replaceCallers,
      fingerprintKey,
      log,
      clock: systemClock,
    });
    gateway.renewBy(reload.look);
    return {
      hardStopMs: hardStopMs(stopTimesOf(config)),
      reload: reload.run,
      close: async () => {
        reload.end();
        await gateway.close();
        tokenUse?.close();
        await Promise.all([metrics.close(), traces.close()]);
        await state.close();
        await sandbox?.close();
        await log.end();
      },
    };
  } catch (error) {
    await sandbox?.close();
    throw error;
  }
};
