import type { KeptElement } from '../../../src/sandbox/state/kept-xml.ts';
import type { FieldDefinition } from '../../../src/sandbox/state/project.ts';
import type { Choice, Feature, Features } from './study.ts';

const someField =
  (test: (field: FieldDefinition) => boolean): Feature =>
  ({ project }) =>
    project.fields.some(test);

const ofType = (type: string): Feature => someField(({ field_type }) => field_type === type);

const validatedAs = (pattern: RegExp): Feature =>
  someField((field) => pattern.test(field.text_validation_type_or_show_slider_number));

const validatedAsAll =
  (...names: readonly string[]): Feature =>
  ({ project }) => {
    const found = new Set(project.fields.map((field) => field.text_validation_type_or_show_slider_number));
    return names.every((name) => found.has(name));
  };

const someChoice =
  (test: (choice: Choice) => boolean): Feature =>
  ({ choices }) =>
    choices.some((list) => list.some(test));

/** Whether something is kept of the field's definition that the sandbox has no use for. */
const keptIn =
  (test: (kept: Pick<KeptElement, 'name' | 'attributes'>) => boolean): Feature =>
  ({ project }) =>
    (project.kept?.patches ?? []).some(({ attributes, children }) =>
      [
        { name: '', attributes: new Map(attributes.map(({ name, value }) => [name, value])) },
        ...children.map(({ element }) => element),
      ].some(test),
    );

const orders = ['ymd', 'mdy', 'dmy'];

/** Labels of fields and forms. */
const someLabel =
  (pattern: RegExp): Feature =>
  ({ project }) =>
    [...project.fields.map((field) => field.field_label), ...project.instruments.map(({ label }) => label)].some(
      (label) => pattern.test(label),
    );

/** What is in a study's dictionary. */
export const designFeatures: Features = {
  'text, notes, radio buttons, drop-downs, yes/no': ({ project }) => {
    const types = new Set(project.fields.map(({ field_type }) => field_type));
    return ['text', 'notes', 'radio', 'dropdown', 'yesno'].every((type) => types.has(type));
  },
  'true/false': ofType('truefalse'),
  checkboxes: ofType('checkbox'),
  sliders: ofType('slider'),
  'sliders with their number and limits': someField(
    (field) =>
      field.field_type === 'slider' &&
      field.text_validation_type_or_show_slider_number === 'number' &&
      field.text_validation_min !== '' &&
      field.text_validation_max !== '',
  ),
  'drop-downs with a search': validatedAs(/^autocomplete$/),
  'texts of an ontology': someField(
    (field) => field.field_type === 'text' && /^BIOPORTAL:/.test(field.select_choices_or_calculations),
  ),
  'descriptive fields': ofType('descriptive'),
  'files of descriptive fields': keptIn(({ name }) => name === 'redcap:Attachment'),
  'pictures in descriptive fields': keptIn(({ attributes }) => attributes.has('redcap:InlineImage')),
  'SQL fields': ofType('sql'),
  signatures: validatedAs(/^signature$/),
  'calculated fields': ofType('calc'),
  'calculations across events': someField((field) =>
    /\[\w+_arm_\d\]/.test(field.field_type === 'calc' ? field.select_choices_or_calculations : ''),
  ),
  '@CALCTEXT or @CALCDATE': someField((field) => /@CALC(TEXT|DATE)/.test(field.field_annotation)),
  'other action tags': someField((field) => /@(?!CALC)[A-Z]+/.test(field.field_annotation)),
  'matrices of fields': someField((field) => field.matrix_group_name !== ''),
  'matrices with ranking': someField((field) => field.matrix_ranking === 'y'),
  'section headers': someField((field) => field.section_header !== ''),
  'branching logic': someField((field) => field.branching_logic !== ''),
  'required fields': someField((field) => field.required_field === 'y'),
  identifiers: someField((field) => field.identifier === 'y'),
  'question numbers and alignments': ({ project }) =>
    project.fields.some((field) => field.question_number !== '') &&
    project.fields.some((field) => field.custom_alignment !== ''),
  'alignments other than the default': ({ project }) =>
    ['RH', 'LV', 'LH'].every((code) => project.fields.some(({ custom_alignment }) => custom_alignment === code)),
  'dates, moments and seconds in all three orders': validatedAsAll(
    ...orders.flatMap((order) => [`date_${order}`, `datetime_${order}`, `datetime_seconds_${order}`]),
  ),
  'times of three kinds': validatedAsAll('time', 'time_hh_mm_ss', 'time_mm_ss'),
  'integers, numbers and fixed decimals': validatedAsAll(
    ...['integer', 'number', 'number_1dp', 'number_2dp', 'number_3dp', 'number_4dp'],
  ),
  'comma decimals': validatedAs(/comma_decimal$/),
  'e-mail': validatedAs(/^email$/),
  'phones, post codes and other texts': validatedAsAll('phone', 'zipcode', 'ssn', 'alpha_only', 'mrn_10d'),
  'limits of values': someField((field) => field.text_validation_min !== ''),
  'codes below zero': someChoice(({ code }) => /^-\d/.test(code)),
  'code 0 of a checkbox': ({ project }) =>
    project.fields.some(
      (field) => field.field_type === 'checkbox' && /(^|\| )0,/.test(field.select_choices_or_calculations),
    ),
  'codes with decimals': someChoice(({ code }) => /^\d+\.\d+$/.test(code)),
  'codes of letters': someChoice(({ code }) => /^[a-z]/i.test(code)),
  'codes that differ in case only': ({ choices }) =>
    choices.some((list) => new Set(list.map(({ code }) => code.toLowerCase())).size < list.length),
  'codes with leading zeros': someChoice(({ code }) => /^0\d/.test(code)),
  'one label twice': ({ choices }) =>
    choices.some((list) => new Set(list.map(({ label }) => label)).size < list.length),
  'choices with <, &, quotes, commas or HTML': ({ choices }) => {
    const labels = choices.flat().map(({ label }) => label);
    return [/<LLOQ/, /&/, /"/, /,/, /<b>/].every((pattern) => labels.some((label) => pattern.test(label)));
  },
  'choices with < or & that are no HTML, and with entities': ({ choices }) => {
    const labels = choices.flat().map(({ label }) => label);
    return [/^<LOD$/, /^<\w+>$/, /^1<x<2$/, /^1<i>2$/, /&lt;/, /alt="[^"]*<3"/].every((pattern) =>
      labels.some((label) => pattern.test(label)),
    );
  },
  'labels and notes with < that is no tag': ({ project }) =>
    project.fields.some(({ field_label }) => /<LLOQ/.test(field_label)) &&
    project.fields.some(({ field_note }) => /<CFU &/.test(field_note)),
  'piping in labels': someLabel(/\[\w+\]/),
  'HTML in labels': someLabel(/<\w+>/),
  'line breaks in labels': someLabel(/\n/),
  'line breaks in annotations': someField((field) => /\n/.test(field.field_annotation)),
  'line breaks in formulas': someField((field) => /\n/.test(field.select_choices_or_calculations)),
  'Arabic, Chinese, Hebrew and emoji in labels': ({ project }) => {
    const labels = project.fields
      .flatMap((field) => [field.field_label, field.section_header, field.select_choices_or_calculations])
      .join('\n');
    return [/\p{Script=Arabic}/u, /\p{Script=Han}/u, /\p{Script=Hebrew}/u, /\p{Extended_Pictographic}/u].every(
      (pattern) => pattern.test(labels),
    );
  },
};
