import fc from 'fast-check';
import { metadataColumns } from '../../src/sandbox/contents/design/metadata-row.ts';
import type { FieldDefinition } from '../../src/sandbox/state/project.ts';
import type { Study } from './study.ts';

/** Everything that the graph returns of the dictionary, in both formats where there are two. */
const everything = `fieldName instrument { name } fieldType
  label: fieldLabel label_html: fieldLabel(format: HTML)
  header: sectionHeader header_html: sectionHeader(format: HTML)
  note: fieldNote note_html: fieldNote(format: HTML)
  choices { code label label_html: label(format: HTML) }
  calculation sliderLabels ontology selectChoicesOrCalculations
  textValidationType textValidationMin textValidationMax isIdentifier isRequired branchingLogic
  customAlignment questionNumber matrixGroupName hasMatrixRanking fieldAnnotation`;

/** A field as `importMetadata` takes it. */
export type FieldInput = Readonly<Record<string, unknown>> & { readonly fieldName: string };

interface ReadChoice {
  readonly code: string;
  readonly label: string;
  readonly label_html: string;
}

/** The dictionary as the graph returns it, made into what `importMetadata` takes; without the raw column unless asked for. */
export const readFields = async (
  study: Study,
  format: 'PLAIN' | 'HTML',
  options: { readonly withRawColumn?: boolean } = {},
): Promise<FieldInput[]> => {
  const { data, errors } = await study.run(`{ project(key: "study") { metadata { ${everything} } } }`);
  if (errors.length > 0) throw new Error(`the dictionary was not read: ${errors.map(String).join()}`);
  const pick = (plain: unknown, html: unknown): unknown => (format === 'PLAIN' ? plain : html);
  return data.project.metadata.map((field: Record<string, unknown>) => {
    const { instrument, label, label_html, header, header_html, note, note_html, choices, ...rest } = field;
    const { selectChoicesOrCalculations, ...named } = rest;
    return {
      ...named,
      ...(options.withRawColumn === false ? {} : { selectChoicesOrCalculations }),
      instrument: (instrument as { name: string } | null)?.name,
      fieldLabel: pick(label, label_html),
      sectionHeader: pick(header, header_html),
      fieldNote: pick(note, note_html),
      choices:
        (choices as ReadChoice[] | null)?.map((choice) => ({
          code: choice.code,
          label: pick(choice.label, choice.label_html),
        })) ?? null,
    };
  });
};

/** What an import of the dictionary answers. */
export interface ImportAnswer {
  readonly changes: readonly {
    readonly subject: string;
    readonly detail: string | null;
    readonly risksData: boolean;
  }[];
  readonly errors: readonly { readonly code: string; readonly path: readonly string[]; readonly message: string }[];
}

/** Imports fields by the graph. */
export const importFields = async (
  study: Study,
  fields: readonly FieldInput[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<ImportAnswer> => {
  const { data, errors } = await study.run(
    `mutation ($input: ImportMetadataInput!) {
      importMetadata(input: $input) { changes { subject detail risksData } errors { code path message } }
    }`,
    { input: { project: 'study', fields, ...options } },
  );
  if (errors.length > 0) throw new Error(errors.map(String).join());
  return data.importMetadata;
};

/** The dictionary as the sandbox exports it in CSV. */
export const exportDictionary = (study: Study): Promise<string> => study.post({ content: 'metadata', format: 'csv' });

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const label = fc.constantFrom(
  'Age',
  '<b>Age</b>',
  'A &amp; B',
  'CRP <LLOQ?',
  'Two\nlines',
  ' blanks ',
  'x | y',
  '',
  'Größe 量 🐫',
);
const choiceLabel = fc.constantFrom('Yes', '<i>No</i>', 'Pale, or "blond"', '1 &lt; 2', '<LOD', '', 'Like [baker]');
const code = fc.constantFrom('1', '0', '00', '-1', '1.5', 'a', 'A', 'k_2');
const pieces = fc.uniqueArray(fc.tuple(code, choiceLabel), { minLength: 1, maxLength: 4, selector: ([one]) => one });
const comma = fc.constantFrom(', ', ',', ',  ');
const choices = fc
  .tuple(pieces, comma)
  .map(([all, between]) => all.map(([one, text]) => `${one}${between}${text}`).join(' | '));
const flag = fc.constantFrom('', 'y');

/** A field of which nothing is said. */
export const blankField: FieldDefinition = {
  field_name: '',
  form_name: '',
  section_header: '',
  field_type: '',
  field_label: '',
  select_choices_or_calculations: '',
  field_note: '',
  text_validation_type_or_show_slider_number: '',
  text_validation_min: '',
  text_validation_max: '',
  identifier: '',
  branching_logic: '',
  required_field: '',
  custom_alignment: '',
  question_number: '',
  matrix_group_name: '',
  matrix_ranking: '',
  field_annotation: '',
};

/** The columns that belong to a type. */
const typed = fc.oneof(
  fc.record({
    field_type: fc.constant('text'),
    select_choices_or_calculations: fc.constantFrom('', 'BIOPORTAL:HP', 'BIOPORTAL:ICD10'),
    text_validation_type_or_show_slider_number: fc.constantFrom('', 'date_dmy', 'number', 'integer', 'own_kind'),
    text_validation_min: fc.constantFrom('', '0', 'today', '[f1]'),
    text_validation_max: fc.constantFrom('', '10', 'now'),
  }),
  fc.record({
    field_type: fc.constant('slider'),
    select_choices_or_calculations: fc.constantFrom('', 'none | some | worst', 'few |  | many', 'a|b', 'only'),
    text_validation_type_or_show_slider_number: fc.constantFrom('', 'number'),
    text_validation_min: fc.constantFrom('', '0', '-5'),
    text_validation_max: fc.constantFrom('', '10'),
  }),
  fc.record({
    field_type: fc.constant('dropdown'),
    select_choices_or_calculations: choices,
    text_validation_type_or_show_slider_number: fc.constantFrom('', 'autocomplete'),
  }),
  fc.record({ field_type: fc.constantFrom('radio', 'checkbox'), select_choices_or_calculations: choices }),
  fc.record({
    field_type: fc.constant('calc'),
    select_choices_or_calculations: fc.constantFrom('', '[f1] + 1', 'if([f1] > 1,\n 2, 3)'),
  }),
  fc.record({
    field_type: fc.constant('file'),
    text_validation_type_or_show_slider_number: fc.constantFrom('', 'signature'),
  }),
  fc.record({ field_type: fc.constantFrom('notes', 'yesno', 'truefalse', 'descriptive') }),
);

/** The columns that every type has. */
const common = fc.record({
  section_header: fc.constantFrom('', 'Part', '<p>Part <em>two</em></p>'),
  field_label: label,
  field_note: fc.constantFrom('', 'cm', '<i>cm</i>'),
  identifier: flag,
  branching_logic: fc.constantFrom('', "[f1] = '1'", '[f1] <> ""'),
  required_field: flag,
  custom_alignment: fc.constantFrom('', 'RV', 'RH', 'LV', 'LH'),
  question_number: fc.constantFrom('', '1', '4a', '2.1)'),
  field_annotation: fc.constantFrom('', '@HIDDEN', "@DEFAULT='a'\n@READONLY", 'a note,\r\nwith "quotes"'),
});

const matrix = fc.record({
  choices,
  rows: fc.integer({ min: 1, max: 3 }),
  type: fc.constantFrom('radio', 'checkbox'),
  ranking: flag,
});

/** Rows of one instrument: fields of any type, and a matrix behind them. */
const formRows = fc.tuple(fc.array(fc.tuple(typed, common), { maxLength: 6 }), fc.option(matrix), word);

/** Dictionaries that REDCap takes, of any columns: rows in the form of the API's CSV. The first field is `record_id`. */
export const dictionaries: fc.Arbitrary<FieldDefinition[]> = fc
  .array(formRows, { minLength: 1, maxLength: 3 })
  .map((forms) => {
    const rows: FieldDefinition[] = [
      { ...blankField, field_name: 'record_id', form_name: 'form_0', field_type: 'text', field_label: 'Record' },
    ];
    const add = (row: Partial<FieldDefinition>): void => {
      rows.push({ ...blankField, ...row, field_name: `f${String(rows.length)}` });
    };
    forms.forEach(([fields, grid, name], index) => {
      const form_name = `form_${String(index)}`;
      for (const [own, shared] of fields) add({ ...shared, ...own, form_name });
      const group = { matrix_group_name: `${name}_${String(index)}`, matrix_ranking: grid?.ranking ?? '' };
      for (let row = 0; row < (grid?.rows ?? 0); row += 1) {
        add({ ...group, form_name, field_type: grid?.type ?? '', select_choices_or_calculations: grid?.choices ?? '' });
      }
    });
    return rows;
  });

const odd = fc.constantFrom(
  '',
  ' ',
  '|',
  '1',
  '1,Yes|2,No',
  '1, a | 1, b',
  'Yes | No',
  '1, a | | 2, b |',
  ' 1 ,  <b>x</b> ',
  'a b, c',
  '1, x | y, z',
  'A &lt; B',
  'y',
  'Y',
  'number',
  'Signature',
  'lh',
  'XX',
  '[f1]',
  'line\r\nbreak ',
  'BIOPORTAL:HP',
);
const oddType = fc.constantFrom(
  ...['text', 'select', 'dropdown', 'radio', 'checkbox', 'textarea', 'Notes', 'calc', 'slider', 'file', 'yesno'],
  ...['truefalse', 'descriptive', 'sql', 'hologram'],
);

/** Dictionaries as old projects may have them: anything may stand in any column, and names are not as REDCap wants them today. */
export const oldDictionaries: fc.Arbitrary<FieldDefinition[]> = fc
  .array(
    fc.tuple(
      fc.constantFrom('demographics', 'Old__Form', '2nd_form'),
      fc.record(Object.fromEntries(metadataColumns.map((column) => [column, odd]))),
      oddType,
    ),
    { maxLength: 8 },
  )
  .map((rows) => [
    { ...blankField, field_name: 'id', form_name: 'demographics', field_type: 'text' },
    ...rows.map(([form_name, row, field_type], index): FieldDefinition => ({
      ...blankField,
      ...row,
      form_name,
      field_type,
      field_name: `Field__${String(index)}`,
    })),
  ]);
