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

/** A line of an export as EAV. */
interface EavLine {
  readonly record: string;
  readonly redcap_event_name?: string;
  readonly redcap_repeat_instance?: number | string;
  readonly field_name: string;
  readonly value: string;
}

/** A label in both forms. */
interface Labelled {
  readonly label: string | null;
  readonly html: string | null;
}

/** A choice, or a missing data code, with its label in both forms. */
interface ReadChoice {
  readonly code: string;
  readonly label: string;
  readonly html: string;
}

/** A value with its label in both forms; of a checkbox with the choices that are ticked. */
interface ReadValue extends Labelled {
  readonly field: { readonly fieldName: string };
  readonly raw: string | null;
  readonly checked?: readonly ReadChoice[];
  readonly missingDataCode: ReadChoice | null;
}

/** A member of a type in the schema. */
interface Member {
  readonly name: string;
  readonly description: string;
}

/** A type in the schema. What it has none of is null. */
interface ReadType {
  readonly fields: readonly Member[] | null;
  readonly enumValues: readonly Member[] | null;
  readonly inputFields: readonly Member[] | null;
}

/** A field of the dictionary, its texts in both forms. */
interface ReadField {
  readonly fieldName: string;
  readonly fieldLabel: string | null;
  readonly fieldLabelHtml: string | null;
  readonly sectionHeader: string | null;
  readonly sectionHeaderHtml: string | null;
  readonly fieldNote: string | null;
  readonly fieldNoteHtml: string | null;
  readonly choices: readonly { readonly code: string; readonly label: string; readonly labelHtml: string }[];
}

/** An instrument, its label in both forms. */
interface ReadInstrument {
  readonly name: string;
  readonly label: string;
  readonly labelHtml: string;
}

/** A row of an export whose cells are all text. */
type TextRow = Readonly<Record<string, string>>;

/** Fields whose values are no labels and no texts: exports name files by numbers. */
const withoutLabels = new Set(['FILE', 'SIGNATURE']);

/** Raw codes and labels of the sandbox's own EAV exports, which have one line for each value. */
const exportCells = async (study: Study, fields: ReadonlySet<string>): Promise<Cell[]> => {
  const read = async (rawOrLabel: string): Promise<readonly EavLine[]> =>
    JSON.parse(await study.post({ content: 'record', format: 'json', type: 'eav', rawOrLabel })) as readonly EavLine[];
  const [raws, labels] = [await read('raw'), await read('label')];
  return raws
    .map((row, index): Cell & { readonly field: string } => ({
      field: row.field_name,
      place: [row.record, row.redcap_event_name ?? '', row.redcap_repeat_instance ?? '', row.field_name].join(' / '),
      raw: row.value,
      label: labels[index]?.value ?? '',
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
const splitCheckbox = (value: ReadValue): { raw: string; label: string; html: string }[] => {
  const shown = [...(value.checked ?? []), ...(value.missingDataCode === null ? [] : [value.missingDataCode])];
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
          const values: readonly ReadValue[] = instrument.values;
          for (const value of values.filter(({ field }) => fields.has(field.fieldName))) {
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
  const fields: readonly { readonly fieldName: string; readonly fieldType: string }[] = metadata;
  const others = fields.filter(({ fieldType }) => !withoutLabels.has(fieldType));
  return new Set(others.map(({ fieldName }) => fieldName).filter((name) => name !== recordIdField.fieldName));
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
    const values = data.project.instrumentData.nodes.map(({ value }: { value: Labelled }) => [value.html, value.label]);
    expect(values).toContainEqual([html, plain]);
    const typed = await study.runTyped(
      `{ records { nodes { loaf { mould { ${both} choice { label html: label(format: HTML) } } } } } }`,
    );
    expect(typed.errors).toEqual([]);
    const nodes: readonly { readonly loaf: { readonly mould: Labelled & { readonly choice: Labelled } } }[] =
      typed.data.records.nodes;
    expect(nodes.map(({ loaf: { mould } }) => [mould.html, mould.label])).toContainEqual([html, plain]);
    expect(nodes.map(({ loaf: { mould } }) => [mould.choice.html, mould.choice.label])).toContainEqual([html, plain]);
  });
});

describe('a description in the typed graph', () => {
  it('has labels, choices and notes as text, with what is behind a less-than sign', async () => {
    const study = await start(studyNamed('bakery'));
    const { data } = await study.runTyped(
      '{ __schema { types { fields { name description } enumValues { name description } inputFields { name description } } } }',
    );
    const types: readonly ReadType[] = data.__schema.types;
    const members = types.flatMap((type) =>
      [type.fields, type.enumValues, type.inputFields].flatMap((all) => all ?? []),
    );
    const described = members.filter(({ name }) => name === 'mould').map(({ description }) => description);
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
    const metadata: readonly ReadField[] = data.project.metadata;
    const instruments: readonly ReadInstrument[] = data.project.instruments;
    const rows = JSON.parse(await study.post({ content: 'metadata', format: 'json' })) as readonly TextRow[];
    const given = (text: string | null): string => text ?? '';
    const fields = metadata.map((field) =>
      [field.fieldLabelHtml, field.sectionHeaderHtml, field.fieldNoteHtml].map(given),
    );
    expect(fields).toEqual(rows.map((row) => [row['field_label'], row['section_header'], row['field_note']]));
    const plain = metadata.map((field) => [field.fieldLabel, field.sectionHeader, field.fieldNote].map(given));
    expect(plain).toEqual(fields.map((texts) => texts.map(plainText)));
    for (const row of rows.filter(({ field_type }) => ['radio', 'dropdown', 'checkbox'].includes(field_type ?? ''))) {
      const choices = metadata.find(({ fieldName }) => fieldName === row['field_name'])?.choices;
      const written = (row['select_choices_or_calculations'] ?? '').split('|').map((choice) => choice.trim());
      expect(choices?.map(({ code, labelHtml }) => `${code}, ${labelHtml}`)).toEqual(
        written.map((choice) => choice.replace(/\s*,\s*/, ', ')),
      );
      expect(choices?.map(({ label }) => label)).toEqual(choices?.map(({ labelHtml }) => plainText(labelHtml)));
    }
    const forms = JSON.parse(await study.post({ content: 'instrument', format: 'json' })) as readonly TextRow[];
    expect(instruments.map(({ name, labelHtml }) => [name, labelHtml])).toEqual(
      forms.map((form) => [form['instrument_name'], form['instrument_label']]),
    );
    expect(instruments.map(({ label }) => label)).toEqual(
      forms.map((form) => plainText(form['instrument_label'] ?? '')),
    );
  });
});
