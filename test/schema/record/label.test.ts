/* eslint-disable @typescript-eslint/no-explicit-any -- answers of the graph are read as the test expects them */
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/graph/dictionary/label.ts';
import { itOnStudies, studyNamed, type KnownStudy } from '../../support/known-study.ts';
import { shareStarted } from '../../support/started-study.ts';
import type { Study } from '../../support/study.ts';

const start = shareStarted();

/** A value of a record, as an export or the graph has it. A checkbox has one for each choice that is ticked. */
interface Cell {
  readonly place: string;
  readonly raw: string;
  readonly label: string;
}

const byPlace = (left: Cell, right: Cell): number =>
  left.place < right.place ? -1 : left.place > right.place ? 1 : left.raw < right.raw ? -1 : 1;

/** Fields whose values are no labels and no texts: exports name files by numbers. */
const withoutLabels = new Set(['FILE', 'SIGNATURE']);

/** Raw codes and labels of the sandbox's own EAV exports, which have one line for each value. */
const exportCells = async (study: Study, fields: ReadonlySet<string>): Promise<Cell[]> => {
  const read = async (rawOrLabel: string): Promise<any[]> =>
    JSON.parse(await study.post({ content: 'record', format: 'json', type: 'eav', rawOrLabel }));
  const [raws, labels] = [await read('raw'), await read('label')];
  return raws
    .map((row, index): Cell & { readonly field: string } => ({
      field: row.field_name,
      place: [row.record, row.redcap_event_name ?? '', row.redcap_repeat_instance ?? '', row.field_name].join(' / '),
      raw: row.value,
      label: labels[index]?.value,
    }))
    .filter(({ field }) => fields.has(field))
    .map(({ place, raw, label }) => ({ place, raw, label }))
    .toSorted(byPlace);
};

const PAGE = `query ($after: String) { project(key: "study") { records(first: 50, after: $after) {
  nodes { name events { event { uniqueEventName } repeatInstance instruments { repeatInstance values {
    field { fieldName } raw label html: label(format: HTML)
    ... on CheckboxValue { checked { code label html: label(format: HTML) } }
    missingDataCode { code label html: label(format: HTML) }
  } } } }
  pageInfo { hasNextPage endCursor }
} } }`;

interface GraphCell extends Cell {
  readonly plain: string;
}

/** The choices that a checkbox's value has, one by one; they must be what the value itself shows. */
const splitCheckbox = (value: any): { raw: string; label: string; html: string }[] => {
  const shown = [...value.checked, ...(value.missingDataCode === null ? [] : [value.missingDataCode])];
  expect(value.label).toBe(shown.length === 0 ? null : shown.map(({ label }) => label).join(', '));
  expect(value.html).toBe(shown.length === 0 ? null : shown.map(({ html }) => html).join(', '));
  return shown.map(({ code, label, html }) => ({ raw: code, label, html }));
};

const readCells = async (study: Study, fields: ReadonlySet<string>): Promise<GraphCell[]> => {
  const cells: GraphCell[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data, errors } = await study.run(PAGE, { after });
    expect(errors).toEqual([]);
    const { nodes, pageInfo } = data.project.records;
    for (const { name, events } of nodes) {
      for (const { event, repeatInstance, instruments } of events) {
        for (const instrument of instruments) {
          for (const value of instrument.values.filter(({ field }: any) => fields.has(field.fieldName))) {
            const instance = instrument.repeatInstance ?? repeatInstance ?? '';
            const place = [name, event?.uniqueEventName ?? '', instance, value.field.fieldName].join(' / ');
            const parts = value.checked === undefined ? [value] : splitCheckbox(value);
            for (const { raw, label, html } of parts) {
              if (raw !== null) cells.push({ place, raw, label: html ?? raw, plain: label ?? raw });
            }
          }
        }
      }
    }
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  return cells.toSorted(byPlace);
};

const fieldsOf = async (study: Study): Promise<ReadonlySet<string>> => {
  const { data } = await study.run(
    '{ project(key: "study") { recordIdField { fieldName } metadata { fieldName fieldType } } }',
  );
  const { recordIdField, metadata } = data.project;
  const others = metadata.filter(({ fieldType }: any) => !withoutLabels.has(fieldType));
  return new Set(
    others.map(({ fieldName }: any) => fieldName).filter((name: string) => name !== recordIdField.fieldName),
  );
};

describe('the label of a value', () => {
  itOnStudies(
    '$name: is what the label export has, as it is in HTML and as its plain text in plain text',
    async (known) => {
      const study = await start(known);
      const fields = await fieldsOf(study);
      const expected = await exportCells(study, fields);
      const found = await readCells(study, fields);
      expect(found.map(({ place, raw, label }) => ({ place, raw, label }))).toEqual(expected);
      expect(found.map(({ place, plain }) => [place, plain])).toEqual(
        expected.map(({ place, raw, label }) => [place, label === raw ? raw : plainText(label)]),
      );
    },
  );

  const bakery = (): KnownStudy => studyNamed('bakery');

  it.each([
    ['<LOD', '<LOD'],
    ['<LLOQ (but >LOD)', '<LLOQ (but >LOD)'],
    ['<NA>', '<NA>'],
    ['1<x<2', '1<x<2'],
    ['1<i>2', '1<i>2'],
    ['&lt;5 &amp; <em>sour</em>', '<5 & sour'],
  ])('is in both graphs what the designer wrote, and its plain text: %s', async (html, plain) => {
    const study = await start(bakery());
    const both = 'raw label html: label(format: HTML)';
    const { data } = await study.run(
      `{ project(key: "study") { instrumentData(instrument: "loaf") { nodes { value(field: "mould") { ${both} } } } } }`,
    );
    const values = data.project.instrumentData.nodes.map(({ value }: any) => [value.html, value.label]);
    expect(values).toContainEqual([html, plain]);
    const typed = await study.runTyped(
      `{ records { nodes { loaf { mould { ${both} choice { label html: label(format: HTML) } } } } } }`,
    );
    expect(typed.errors).toEqual([]);
    const nodes = typed.data.records.nodes.map(({ loaf: { mould } }: any) => mould);
    expect(nodes.map((value: any) => [value.html, value.label])).toContainEqual([html, plain]);
    expect(nodes.map(({ choice }: any) => [choice.html, choice.label])).toContainEqual([html, plain]);
  });
});

describe('a description in the typed graph', () => {
  it('has labels, choices and notes as text, with what is behind a less-than sign', async () => {
    const study = await start(studyNamed('bakery'));
    const { data } = await study.runTyped(
      '{ __schema { types { fields { name description } enumValues { name description } inputFields { name description } } } }',
    );
    const members = data.__schema.types.flatMap((type: any) => [type.fields, type.enumValues, type.inputFields].flat());
    const described = members
      .filter((member: any) => member?.name === 'mould')
      .map(({ description }: any) => description);
    expect(new Set(described)).toEqual(
      new Set([
        'Mould, <LLOQ?',
        [
          'Mould, <LLOQ?',
          '(radio)',
          'Choices: 1 = <LOD; 2 = <LLOQ (but >LOD); 3 = <NA>; 4 = 1<x<2; 5 = 1<i>2; 6 = <5 & sour; 7 = x<y and y>z; 8 = Seen at <time>; 9 = a smile <3.',
          'Note: In <CFU & spores',
        ].join('\n'),
      ]),
    );
  });
});

describe('the labels of a design', () => {
  const both = (field: string): string => `${field} ${field}Html: ${field}(format: HTML)`;

  itOnStudies('$name: are in HTML what the dictionary has, and its plain text in plain text', async (known) => {
    const study = await start(known);
    const { data, errors } = await study.run(
      `{ project(key: "study") { metadata { fieldName ${both('fieldLabel')} ${both('sectionHeader')} ${both('fieldNote')} choices { code ${both('label')} } }
         instruments { name ${both('label')} } } }`,
    );
    expect(errors).toEqual([]);
    const { metadata, instruments } = data.project;
    const rows: any[] = JSON.parse(await study.post({ content: 'metadata', format: 'json' }));
    const given = (text: string | null): string => text ?? '';
    const fields = metadata.map((field: any) =>
      [field.fieldLabelHtml, field.sectionHeaderHtml, field.fieldNoteHtml].map(given),
    );
    expect(fields).toEqual(rows.map((row) => [row.field_label, row.section_header, row.field_note]));
    const plain = metadata.map((field: any) => [field.fieldLabel, field.sectionHeader, field.fieldNote].map(given));
    expect(plain).toEqual(fields.map((texts: string[]) => texts.map(plainText)));
    for (const row of rows.filter(({ field_type }) => ['radio', 'dropdown', 'checkbox'].includes(field_type))) {
      const { choices } = metadata.find(({ fieldName }: any) => fieldName === row.field_name);
      const written = row.select_choices_or_calculations.split('|').map((choice: string) => choice.trim());
      expect(choices.map(({ code, labelHtml }: any) => `${code}, ${labelHtml}`)).toEqual(
        written.map((choice: string) => choice.replace(/\s*,\s*/, ', ')),
      );
      expect(choices.map(({ label }: any) => label)).toEqual(choices.map(({ labelHtml }: any) => plainText(labelHtml)));
    }
    const forms: any[] = JSON.parse(await study.post({ content: 'instrument', format: 'json' }));
    expect(instruments.map(({ name, labelHtml }: any) => [name, labelHtml])).toEqual(
      forms.map((form) => [form.instrument_name, form.instrument_label]),
    );
    expect(instruments.map(({ label }: any) => label)).toEqual(forms.map((form) => plainText(form.instrument_label)));
  });
});
