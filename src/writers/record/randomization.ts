import type { Design } from '../../graph/design/design.ts';
import { kindOf } from '../../graph/kind/table.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { RedcapError } from '../../redcap/errors.ts';
import {
  exportRecords,
  randomizeRecord as randomizeMethod,
  type RandomizationRow,
  type RecordRow,
} from '../../redcap/methods/record.ts';
import type { Read, WriteContext } from '../context.ts';
import { live, type Ending, type Standing } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { runInProjectLane } from '../project-lane.ts';
import { checkField } from './place.ts';
import { missingRecord } from './spelling.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

/** Input of randomizeRecord. */
export interface RandomizeRecordInput {
  readonly record: string;
  readonly randomizationId: number;
  /** The field that the randomization fills, where the caller knows it. No export of REDCap has it. */
  readonly targetField?: string | null | undefined;
}

/** What randomizeRecord did. */
export interface RandomizeRecordResult {
  /** The record's name; null when there is no such record. */
  readonly name: string | null;
  /** What is in the target field now; null when the record is not known to be randomized. */
  readonly targetField: string | null;
  /** The randomization number; null when it is concealed or not known. */
  readonly targetFieldAlt: string | null;
  /** Null when that is not known, as after a lost answer. */
  readonly isConcealed: boolean | null;
  readonly errors: readonly UserErrorShape[];
}

/** What REDCap returns in place of a randomization number that is concealed. */
const CONCEALED = '*';

const refused = (name: string | null, ...errors: UserErrorShape[]): RandomizeRecordResult => ({
  name,
  targetField: null,
  targetFieldAlt: null,
  isConcealed: null,
  errors,
});

const alreadyRandomized = (redcapMessage: string | null = null): UserErrorShape =>
  userError(
    'CONFLICT',
    ['record'],
    'The record is randomized already, which cannot be undone: read its randomization field.',
    { redcapMessage },
  );

/** The fields that a randomization may fill: categories when it is open, a number in a text field when it is blinded. */
const listTargets = (design: Design, named: string | null): readonly string[] =>
  named !== null
    ? [named]
    : design.fields
        .filter((field) => ['code', 'text'].includes(kindOf(field).comparison.name) && !field.isRecordId)
        .map(({ fieldName }) => fieldName);

/** What is needed to look later whether a record was randomized. */
export interface RandomizedArgs {
  readonly record: string;
  /** Null where the caller did not name it. */
  readonly targetField: string | null;
  /** Where the record held something before, of the fields that may be the target. */
  readonly before: readonly string[];
}

/** What the record holds in the fields that may be the target. */
interface Targets {
  readonly exists: boolean;
  /** The names that came. REDCap may find a record by its name in other capitals. */
  readonly names: ReadonlySet<string>;
  /** Place and field to value, blanks left out. */
  readonly values: ReadonlyMap<string, string>;
  /** Export rights withhold some of the fields, so that nothing follows from an empty one. */
  readonly isPartial: boolean;
}

const placeOf = (row: RecordRow): string =>
  JSON.stringify([
    row[systemColumns.event] ?? '',
    row[systemColumns.repeatInstrument] ?? '',
    row[systemColumns.repeatInstance] ?? '',
  ]);

const lookAtTargets = async (
  read: Read,
  design: Design,
  record: string,
  targets: readonly string[],
): Promise<Targets> => {
  const [only, ...others] = targets;
  // Of thousands of names PHP servers may drop some without a word: many are asked for by naming none.
  const fields = only !== undefined && others.length === 0 ? [design.recordIdField.fieldName, only] : undefined;
  const rows = await read(exportRecords, { records: [record], fields });
  const values = rows.flatMap((row) =>
    targets.flatMap((field): [string, string][] => {
      const value = row[field] ?? '';
      return value === '' ? [] : [[`${placeOf(row)} ${field}`, value]];
    }),
  );
  const names = new Set(rows.map((row) => row[design.recordIdField.fieldName] ?? ''));
  return {
    exists: names.has(record),
    names,
    values: new Map(values),
    isPartial: rows.some((row) => targets.some((field) => !(field in row))),
  };
};

/** The values that have come into fields that were empty. */
const findFilled = (
  before: { readonly values: { readonly has: (place: string) => boolean } },
  after: Targets,
): string[] => [...after.values].filter(([place]) => !before.values.has(place)).map(([, value]) => value);

const words = {
  done: 'the record was randomized',
  undone: 'the record is not randomized',
  advice: 'Look at its randomization field',
} as const;

/**
 * How a look stands. Into a field that the caller did not name somebody else may have entered data, so that it proves
 * nothing. Neither do several fields that were filled.
 */
const standing = (before: Parameters<typeof findFilled>[0], after: Targets, isNamed: boolean): Standing => {
  const filled = findFilled(before, after);
  if (filled.length === 1) return isNamed ? 'done' : 'unclear';
  return filled.length > 1 || !after.exists || after.isPartial ? 'unclear' : 'untouched';
};

/** Looks whether a record was randomized, by what is known of the call. */
export const lookAtRandomized = async (
  source: ProjectSource,
  { record, targetField, before }: RandomizedArgs,
): Promise<Standing> => {
  const design = await source.design();
  const after = await lookAtTargets(source.look, design, record, listTargets(design, targetField));
  return standing({ values: new Set(before) }, after, targetField !== null);
};

const SAYS_BEFORE = /randomi[sz]ed (?:before|already)|(?:already|previously)(?: been)? randomi[sz]ed/i;
const SAYS_STRATA = /strat|missing .{0,40}(?:value|criteri)|has no value/i;

/** All refusals of this call have the same status. Only their words distinguish them. */
const readRefusal = (error: RedcapError): UserErrorShape => {
  const redcapMessage = error.redcapMessage ?? '';
  if (error.code !== 'REDCAP_REJECTED') return userErrorOf(error, []);
  if (SAYS_BEFORE.test(redcapMessage)) return alreadyRandomized(redcapMessage);
  if (!SAYS_STRATA.test(redcapMessage)) return userErrorOf(error, []);
  const message = 'The record lacks a value by which it is stratified: import it, then randomize. REDCap did nothing.';
  return userError('VALIDATION', ['record'], message, { redcapMessage });
};

/** What REDCap answered, or what was found in the record after a lost answer. */
const resultOf = (
  record: string,
  before: Targets,
  { answers, found }: Ending<RandomizationRow, Targets>,
): RandomizeRecordResult => {
  const [row] = answers;
  if (row === undefined) {
    const [targetField = null] = found === null ? [] : findFilled(before, found);
    return { ...refused(record), targetField };
  }
  const isConcealed = row.target_field_alt === null ? null : row.target_field_alt === CONCEALED;
  const targetFieldAlt = isConcealed === true ? null : row.target_field_alt;
  return { name: record, targetField: row.target_field, targetFieldAlt, isConcealed, errors: [] };
};

const sendRandomization = async (
  context: WriteContext,
  source: ProjectSource,
  { record, randomizationId, targetField }: RandomizeRecordInput,
  before: Targets,
  look: () => Promise<Targets>,
): Promise<RandomizeRecordResult> => {
  const ending = await live(context, {
    source,
    calls: [
      writeCall(
        source,
        randomizeMethod,
        { record, randomizationId, returnAlt: true },
        {
          plainArgs: (): RandomizedArgs => ({
            record,
            targetField: targetField ?? null,
            before: [...before.values.keys()],
          }),
        },
      ),
    ],
    proof: () => 'proven',
    look,
    standing: (after) => standing(before, after, targetField != null),
  });
  if (ending.outcome === 'done') return resultOf(record, before, ending);
  if (ending.sending === 'stopped' && ending.failure !== null) return refused(record, readRefusal(ending.failure));
  return refused(record, ...errorsOf(ending, words));
};

/**
 * Randomizes a record that is there, once: REDCap cannot undo it. After a lost answer the record is looked at, and the call
 * is never made again. REDCap: Randomize Record.
 */
export const randomizeRecord = async (
  context: WriteContext,
  source: ProjectSource,
  input: RandomizeRecordInput,
): Promise<RandomizeRecordResult> => {
  const { record } = input;
  try {
    const design = await source.design();
    if (!design.rows.project.randomization_enabled) {
      const message = 'Randomization is not enabled in the project: that is done on the pages of REDCap.';
      return refused(null, userError('VALIDATION', ['project'], message));
    }
    const problems: UserErrorShape[] = [];
    const named = input.targetField ?? null;
    if (named !== null) checkField(design, named, ['targetField'], problems);
    if (problems.length > 0) return refused(null, ...problems);
    const targets = listTargets(design, named);
    const look = (read: Read): Promise<Targets> => lookAtTargets(read, design, record, targets);
    return await runInProjectLane(context, source, async () => {
      const before = await look(source.readFresh);
      if (!before.exists) {
        return refused(null, missingRecord(record, before.names, ['record'], 'There is no record with this name.'));
      }
      if (named !== null && before.values.size > 0) return refused(record, alreadyRandomized());
      return sendRandomization(context, source, input, before, () => look(source.look));
    });
  } catch (error) {
    return refused(null, userErrorOf(error, []));
  }
};
