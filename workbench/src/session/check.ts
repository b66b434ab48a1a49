import { addressOf } from '../gateway.ts';
import { createGraphClient } from '../graph/client.ts';
import { faultsOf } from '../graph/fault.ts';
import type { Fault } from '../graph/fault.ts';
import { SessionDocument } from './generated/graphql.ts';
import type { Credential } from './credential.ts';

/** Asks the gateway whether it accepts a credential, without a call of REDCap. The answer is what is wrong, or null. */
export const checkCredential = async (credential: Credential): Promise<Fault | null> => {
  const client = createGraphClient({ url: addressOf('graphql'), credential });
  const { error } = await client.query(SessionDocument, {}).toPromise();
  return error === undefined ? null : (faultsOf(error)[0] ?? null);
};
