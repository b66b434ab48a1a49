import type { ProjectSource } from '../../../loaders/project-source.ts';
import { mayPass, RedcapError } from '../../../redcap/errors.ts';
import type { Standing } from '../../life.ts';
import type { PlannedCall } from '../../witness.ts';
import { accessLooks } from './access.ts';
import { designLooks } from './design.ts';
import { fileLooks } from './file.ts';
import type { MethodLook } from './method-look.ts';
import { recordLooks } from './record.ts';

/** The looks by method. Of a method without one no read shows what became of it. */
const looks: ReadonlyMap<string, MethodLook['look']> = new Map(
  [...recordLooks, ...designLooks, ...accessLooks, ...fileLooks].map(({ method, look }) => [method, look]),
);

/** Names of the methods that can be looked after. */
export const methodsWithLook: readonly string[] = [...looks.keys()];

/** Whether a later look may show more: this one failed for a reason that passes, or because this gateway stops. */
const isAway = (error: unknown): boolean =>
  mayPass(error) || (error instanceof RedcapError && error.code === 'SHUTTING_DOWN');

/**
 * Looks whether what a call was to bring about is there now. It needs nothing but what the journal holds of the call. Null where
 * that cannot be found out: a right is lacking, or nothing shows it. `away` where REDCap could not be asked.
 */
export const lookAfterCall = async (
  source: ProjectSource,
  { method, args }: PlannedCall,
): Promise<Standing | 'away' | null> => {
  try {
    return (await looks.get(method)?.(source, args)) ?? null;
  } catch (error) {
    // A look that fails says nothing of what became of the call, whatever the reason.
    return isAway(error) ? 'away' : null;
  }
};
