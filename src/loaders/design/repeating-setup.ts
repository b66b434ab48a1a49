import type { Design } from '../../graph/design/design.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { Method } from '../../redcap/method.ts';
import { exportProjectXml, readRepeatingXml } from '../../redcap/methods/project-xml.ts';
import type { RepeatingRow } from '../../redcap/methods/repeating-setup.ts';

/** Answers after which another way has to be taken: REDCap does not give this token the XML, or not one that can be read. */
const unusable: ReadonlySet<string> = new Set([
  'FORBIDDEN',
  'REDCAP_REJECTED',
  'REDCAP_BAD_RESPONSE',
  'REDCAP_RESPONSE_TOO_LARGE',
]);

/**
 * What repeats, for a token without the Project Design right, to which REDCap does not export the setup. The project XML has
 * the setup too, and REDCap demands less for it. It is asked for without data, so that its size is that of the design. Null where
 * it cannot be had.
 */
export const readRepeatingSetup = async (
  design: Design,
  call: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>,
): Promise<readonly RepeatingRow[] | null> => {
  try {
    const { body } = await call(exportProjectXml, { returnMetadataOnly: true });
    const rows = await readRepeatingXml(body);
    if (rows === null || design.isLongitudinal) return rows;
    return rows.map((row) => ({ ...row, event_name: null }));
  } catch (error) {
    if (error instanceof RedcapError && unusable.has(error.code)) return null;
    throw error;
  }
};
