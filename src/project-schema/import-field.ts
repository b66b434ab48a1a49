import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLFieldConfig,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputObjectType,
} from 'graphql';
import type { Context } from '../context.ts';
import { readAtOnce } from '../plan/mark.ts';
import { asMutation } from '../schema/mutation-run.ts';
import { writableProject } from '../schema/project/mutation.ts';
import { importPayload, type ImportRecordsPayloadShape } from '../schema/record/import.ts';
import { placeOfRow } from '../schema/record/row-node.ts';
import { importRecords } from '../writers/record/import.ts';
import type { RowResult } from '../writers/record/import-type.ts';
import { forEachInTurns } from '../work-turn.ts';
import { placeErrorIn, placeResult, readRows } from './import-row.ts';
import { savedNodeField } from './saved-node.ts';
import type { Fields, StaticTypes } from './static-types.ts';
import type { InstrumentWord, Vocabulary } from './vocabulary.ts';

/** What the input of importRecords has in a project's own schema: a list of rows for each instrument. */
export const importInputFields = (
  rows: readonly { readonly word: InstrumentWord; readonly type: GraphQLInputObjectType }[],
  statics: StaticTypes,
): GraphQLInputFieldConfigMap => ({
  rows: {
    type: new GraphQLList(new GraphQLNonNull(statics.get<GraphQLInputObjectType>('InstrumentRowInput'))),
    description: 'Rows by the names of instruments and fields as data, as every project takes them.',
  },
  ...Object.fromEntries(
    rows.map(({ word, type }) => [
      word.name,
      { type: new GraphQLList(new GraphQLNonNull(type)), description: `Rows of ${word.name}.` },
    ]),
  ),
});

/** What a row's result has besides, because rows of several lists have one order in it. */
export const rowResultFields = (statics: StaticTypes): Fields => ({
  savedNode: savedNodeField(
    statics,
    placeOfRow,
    'The instrument, or its instance, as it is saved now. Null when the row was not written, or nothing of it is saved. It costs one export for up to 100 rows.',
  ),
  path: {
    extensions: readAtOnce,
    type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString))),
    description:
      'Where the row stands in the input, such as `["vitals", "0"]`. `index` counts all rows: those of `rows`, then those of each instrument in the order of the project.',
  },
});

type Given = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** importRecords with typed rows; checked, written and read back by the same writer as the untyped ones. */
const resolveImport = async (
  vocabulary: Vocabulary,
  input: Given,
  context: Context,
): Promise<ImportRecordsPayloadShape> => {
  const source = writableProject(context, textOf(input['project']) ?? '');
  const placed = await readRows(vocabulary, input);
  const result = await importRecords(context, source, {
    rows: placed.rows.map(({ row }) => row),
    idempotencyKey: textOf(input['idempotencyKey']),
    reason: textOf(input['reason']),
    assignRecordNames: input['assignRecordNames'] === true,
    dryRun: input['dryRun'] === true,
    verify: input['verify'] !== false,
    onBadRow: input['onBadRow'] === 'WRITE_GOOD' ? 'WRITE_GOOD' : 'REFUSE_ALL',
  });
  const rows: RowResult[] = [];
  await forEachInTurns(result.rows, (row) => rows.push(placeResult(row, placed)));
  const errors = result.errors.map((error) => placeErrorIn(error, placed));
  return importPayload(
    source,
    { ...result, rows, errors },
    placed.rows.map(({ row }) => row),
  );
};

/** The mutation in a project's own schema, made of the static one. */
export const importField = (
  field: GraphQLFieldConfig<unknown, Context>,
  vocabulary: Vocabulary,
): GraphQLFieldConfig<unknown, Context, { input: Given }> => ({
  ...field,
  resolve: asMutation((_root, { input }, context) => resolveImport(vocabulary, input, context)),
});
