/** The oldest Node that runs the program; `engines` of package.json says the same. */
const OLDEST_NODE = 24;

/** Why a version of Node cannot run the program, in one sentence for the operator; null when it can. */
export const describeOldNode = (version: string): string | null =>
  Number.parseInt(version, 10) >= OLDEST_NODE
    ? null
    : `redcap-graphql needs Node ${String(OLDEST_NODE)} or newer, and this is Node ${version}.`;
