import type { PlannedRow } from './record-plan.ts';
import { LAST_INSTANCE } from './record-place.ts';
import type { StoredState } from './record-state.ts';
import { placeKey } from './record-plan.ts';
import { userError, type UserErrorShape } from './user-error.ts';

/**
 * Gives new instances their numbers: after the highest that is stored or that this import names, in input order. A concrete
 * number is sent and never REDCap's `new`: an import with it may be looked up after a lost answer, where `new` would only
 * tell that there is one more instance, whoever made it. The project's lane keeps the gateway's own imports apart.
 */
export const numberInstances = (
  rows: readonly PlannedRow[],
  state: StoredState,
): { rows: PlannedRow[]; problems: UserErrorShape[] } => {
  const highest = new Map<string, number>();
  const seriesOf = (row: PlannedRow): string => placeKey({ ...row, instance: null });
  for (const row of rows) {
    if (row.kind === 'NONE') continue;
    const series = seriesOf(row);
    highest.set(series, Math.max(highest.get(series) ?? 0, row.instance ?? 0, ...state.instances(row)));
  }
  const given = new Map<string, number>();
  const problems: UserErrorShape[] = [];
  const numbered = rows.map((row) => {
    if (row.newInstance === null) return row;
    const series = seriesOf(row);
    const shared = JSON.stringify([series, row.newInstance]);
    const instance = given.get(shared) ?? (highest.get(series) ?? 0) + 1;
    given.set(shared, instance);
    highest.set(series, Math.max(highest.get(series) ?? 0, instance));
    if (instance > LAST_INSTANCE) {
      const message = `The record has instance ${String(LAST_INSTANCE)} already, the last that REDCap can store.`;
      problems.push(userError('VALIDATION', ['rows', String(row.index), 'newInstance'], message));
    }
    return { ...row, instance };
  });
  return { rows: numbered, problems };
};
