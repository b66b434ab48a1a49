import type { GraphQLSchema } from 'graphql';
import { createContext } from '../context.ts';
import { systemClock } from '../redcap/clock.ts';
import { RedcapError } from '../redcap/errors.ts';
import { createConnections } from './connection.ts';
import { explainFailure } from './failure.ts';
import { COMMAND_GRACE_MS } from './grace.ts';
import { OPERATOR } from './operator.ts';
import { buildProjectSchema } from './project-schema.ts';
import { startSandbox } from './sandbox.ts';
import { fingerprintKeyOf, secretOf } from './secret.ts';
import { createStateOf } from './shared-state.ts';
import { openMemoryState } from './state.ts';
import { readConfig } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** A configured project as a command sees it, without a gateway. */
export interface OpenProject {
  /** As its token may see it. */
  readonly schema: GraphQLSchema;
  /** Ends the calls under way, and the embedded sandbox. Once, at the end. */
  readonly close: () => Promise<void>;
}

const unknownProject = (key: string, keys: readonly string[]): Error =>
  new Error(
    `There is no project "${key}" in the configuration. ` +
      (keys.length === 0 ? 'It has none.' : `There ${keys.length === 1 ? 'is' : 'are'}: ${keys.join(', ')}.`),
  );

/** A failed call in words for the operator. */
const explain = (error: unknown): unknown => {
  if (!(error instanceof RedcapError)) return error;
  const said = error.redcapMessage === undefined ? '' : ` REDCap says: ${error.redcapMessage}`;
  return new Error(`${explainFailure(error).message}${said}`);
};

/**
 * Opens a project by its key in the configuration of these surroundings, as the gateway would find it there; the embedded
 * sandbox with it when no REDCap is configured. Close it. Throws, with one sentence for the operator, for a key that is not
 * configured and for a REDCap that does not return the project's design.
 */
export const openProject = async (
  surroundings: Pick<Surroundings, 'argv' | 'env'>,
  key: string,
): Promise<OpenProject> => {
  const given = readConfig(surroundings);
  // Beside a gateway that runs with the same configuration.
  const sandbox =
    given.mode === 'sandbox' ? await startSandbox({ ...given, sandboxPort: 0, sandboxControlPort: 0 }) : undefined;
  const config = sandbox?.config ?? given;
  const { state } = openMemoryState();
  const secret = secretOf(config);
  const connections = createConnections(config, systemClock, {
    calls: state.recentCalls,
    fingerprintKey: fingerprintKeyOf(secret),
  });
  const close = async (): Promise<void> => {
    await connections.close(COMMAND_GRACE_MS);
    await sandbox?.close();
  };
  try {
    const context = createContext(
      createStateOf(config, state, secret),
      { subject: OPERATOR.subject, mayWrite: false, connections: connections.of(OPERATOR) },
      {},
    );
    const source = context.projects.get(key);
    if (source === undefined) throw unknownProject(key, [...context.projects.keys()]);
    const design = await source.design();
    return { schema: await buildProjectSchema(design, await source.withheld(design)), close };
  } catch (error) {
    await close();
    throw explain(error);
  }
};
