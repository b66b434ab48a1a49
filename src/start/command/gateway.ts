import { describeStart } from '../banner.ts';
import type { Running } from '../command.ts';
import { readExamples, readProjectExamples } from '../file.ts';
import { composeGateway } from '../gateway.ts';
import { hardStopMs, stopTimesOf } from '../grace.ts';
import { startSandbox } from '../sandbox.ts';
import { readConfig } from '../surroundings.ts';
import type { Surroundings } from '../surroundings.ts';

/** Runs the gateway, and the sandbox with it when no REDCap is configured. */
export const runGateway = async (surroundings: Surroundings): Promise<Running> => {
  const { out, schemaFolder, createLog, loadSchema } = surroundings;
  const given = readConfig(surroundings);
  const log = await createLog(given.logLevel);
  const sandbox = given.mode === 'sandbox' ? await startSandbox(given) : undefined;
  const config = sandbox?.config ?? given;
  const folder = `${schemaFolder}/examples`;
  const gateway = composeGateway(config, {
    schema: await loadSchema(),
    examples: readExamples(folder),
    projectExamples: readProjectExamples(folder),
    log,
  });
  try {
    const { url } = await gateway.listen({ host: config.host, port: config.port });
    out.write(describeStart(config, url, sandbox));
  } catch (error) {
    await sandbox?.close();
    throw error;
  }
  return {
    hardStopMs: hardStopMs(stopTimesOf(config)),
    close: async () => {
      await gateway.close();
      await sandbox?.close();
      await log.end();
    },
  };
};
