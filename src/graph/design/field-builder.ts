import type { FieldNameRow } from '../../redcap/methods/field-name.ts';
import { metadataColumns } from '../../redcap/methods/metadata.ts';
import type { MetadataRow } from '../../redcap/methods/metadata.ts';
import type { ChoiceNode } from '../dictionary/choice.ts';
import { fieldTypeOf, hasNoMissing, validationOf } from '../dictionary/field-type.ts';
import type { CodeSource, Declaration } from '../kind/kind.ts';
import { kindDeclared, kinds, recordIdKind } from '../kind/table.ts';
import type { FieldNode } from './design.ts';

/** The dictionary as nodes; a name that comes twice counts once, the first time. */
export const buildFields = (
  metadata: readonly MetadataRow[],
  fieldNames: readonly FieldNameRow[],
  missingDataCodes: readonly ChoiceNode[],
): FieldNode[] => {
  const optionsByField = new Map<string, FieldNameRow[]>();
  for (const row of fieldNames) {
    if (row.choice_value === '') continue;
    const options = optionsByField.get(row.original_field_name);
    if (options) options.push(row);
    else optionsByField.set(row.original_field_name, [row]);
  }
  const rowByName = new Map<string, MetadataRow>();
  for (const row of metadata)
    if (row.field_name !== '' && !rowByName.has(row.field_name)) rowByName.set(row.field_name, row);
  return [...rowByName.values()].map((row, position) =>
    buildField(row, position, optionsByField.get(row.field_name) ?? [], missingDataCodes),
  );
};

/** Stands in where a dictionary is empty, so that a design can be built of anything; loaders refuse such an answer. */
export const buildMissingRecordIdField = (): FieldNode => {
  const row = Object.fromEntries(metadataColumns.map((column) => [column, ''])) as MetadataRow;
  return buildField({ ...row, field_name: 'record_id', field_type: 'text' }, 0, [], []);
};

const codeSourceOf = (
  row: MetadataRow,
  declaration: Declaration,
  options: readonly FieldNameRow[],
  missingDataCodes: readonly ChoiceNode[],
): CodeSource => ({
  fieldName: row.field_name,
  type: declaration.type,
  text: row.select_choices_or_calculations,
  options: options.map((option) => ({ code: option.choice_value, column: option.export_field_name })),
  missing: hasNoMissing(row) ? [] : missingDataCodes,
});

/** A record name is text whatever the dictionary declares; its choices, if it has some, are shown. */
const buildField = (
  row: MetadataRow,
  position: number,
  options: readonly FieldNameRow[],
  missingDataCodes: readonly ChoiceNode[],
): FieldNode => {
  const isRecordId = position === 0;
  const declaration = { type: fieldTypeOf(row), validation: validationOf(row) };
  const declared = kindDeclared(declaration);
  const kind = isRecordId ? recordIdKind : declared;
  const source = codeSourceOf(row, declaration, isRecordId ? [] : options, missingDataCodes);
  const choices = kinds[declared].layout.choices(source);
  return {
    fieldName: row.field_name,
    instrument: row.form_name,
    position,
    fieldType: declaration.type,
    kind,
    choices,
    ...kinds[kind].layout.columns(source, choices ?? []),
    isRecordId,
    row,
  };
};
