/* eslint-disable @typescript-eslint/no-explicit-any -- answers of the graph are read as the test expects them */
import type { Study } from './study.ts';

interface GraphField {
  readonly fieldName: string;
  readonly fieldType: string;
  readonly choices: readonly { readonly code: string }[] | null;
  readonly exportFieldNames: readonly string[];
}

interface GraphInstrument {
  readonly name: string;
  readonly fields: readonly GraphField[];
}

const DESIGN = `{ project(key: "study") {
  isLongitudinal hasRepeatingInstrumentsOrEvents recordIdField { fieldName } missingDataCodes { code }
  formEventMappings { event { uniqueEventName } instrument { name } }
  repeatingInstrumentsAndEvents { event { uniqueEventName } instrument { name } }
  instruments { name fields { fieldName fieldType choices { code } exportFieldNames } }
} }`;

const PAGE = `query Page($after: String, $first: Int!) { project(key: "study") { records(first: $first, after: $after) {
  totalCount
  nodes { name dataAccessGroup { uniqueGroupName } events { event { uniqueEventName } repeatInstance instruments {
    instrument { name } repeatKind repeatInstance status
    values { field { fieldName } raw ... on CheckboxValue { checked { code } } missingDataCode { code } }
  } } }
  pageInfo { hasNextPage endCursor }
  completeness { isComplete }
} } }`;

type Row = Record<string, string>;

const statusCodes: Readonly<Record<string, string>> = {
  INCOMPLETE: '0',
  UNVERIFIED: '1',
  COMPLETE: '2',
  NOT_STARTED: '0',
};

/** The column of a checkbox's code, by REDCap's published rule, on purpose not by the product's code. */
const columnOf = (field: string, code: string): string =>
  `${field}___${code.toLowerCase().replace(/[^a-z0-9_]/g, '_')}`;

const cellsOf = (instrument: GraphInstrument, data: any): Row => {
  const row: Row = { [`${instrument.name}_complete`]: statusCodes[data.status] ?? '?' };
  for (const field of instrument.fields) {
    const value = data.values.find((candidate: any) => candidate.field.fieldName === field.fieldName);
    if (value === undefined) continue;
    if (field.fieldType === 'CHECKBOX') {
      const checked: string[] = value.checked.map(({ code }: any) => code);
      if (value.missingDataCode !== null) checked.push(value.missingDataCode.code);
      for (const column of field.exportFieldNames) row[column] = '0';
      for (const code of checked) row[columnOf(field.fieldName, code)] = '1';
    } else {
      row[field.fieldName] = value.raw ?? '';
    }
  }
  return row;
};

/** What a flat export shows for an instrument that belongs to the row and holds nothing. */
const untouched = (instrument: GraphInstrument): Row => ({
  ...Object.fromEntries(
    instrument.fields.flatMap(({ fieldType, exportFieldNames }) =>
      exportFieldNames.map((column) => [column, fieldType === 'CHECKBOX' ? '0' : '']),
    ),
  ),
  [`${instrument.name}_complete`]: '0',
});

const blank = (instruments: readonly GraphInstrument[]): Row =>
  Object.fromEntries(
    instruments.flatMap(({ name, fields }) => [
      ...fields.flatMap(({ exportFieldNames }) => exportFieldNames.map((column) => [column, ''])),
      [`${name}_complete`, ''],
    ]),
  );

/** Lays records out, which are as the static graph answers them, as REDCap's flat export does. */
export const flattenRecords = async (study: Study, records: readonly any[]): Promise<Row[]> => {
  const { data, errors } = await study.run(DESIGN);
  if (errors.length > 0) throw errors[0] as Error;
  const { isLongitudinal, hasRepeatingInstrumentsOrEvents, recordIdField, ...design } = data.project;
  const instruments: GraphInstrument[] = design.instruments;
  const mappings: any[] = design.formEventMappings;
  const repeating: any[] = design.repeatingInstrumentsAndEvents ?? [];
  const idField: string = recordIdField.fieldName;
  const eventOf = (item: any): string | null => item.event?.uniqueEventName ?? null;
  const belongs = (event: string | null, name: string): boolean =>
    (!isLongitudinal || mappings.some((mapping) => eventOf(mapping) === event && mapping.instrument.name === name)) &&
    !repeating.some((entry) => eventOf(entry) === event && entry.instrument?.name === name);

  const rowsOfEvent = (record: any, recordEvent: any): Row[] => {
    const event = eventOf(recordEvent);
    const keys = (repeatInstrument: string, instance: number | null): Row => ({
      ...blank(instruments),
      [idField]: record.name,
      ...(isLongitudinal ? { redcap_event_name: event ?? '' } : {}),
      ...(hasRepeatingInstrumentsOrEvents
        ? {
            redcap_repeat_instrument: repeatInstrument,
            redcap_repeat_instance: instance === null ? '' : String(instance),
          }
        : {}),
      redcap_data_access_group: record.dataAccessGroup?.uniqueGroupName ?? '',
    });
    const plain = recordEvent.instruments.filter((data: any) => data.repeatKind !== 'INSTRUMENT');
    const repeated = recordEvent.instruments.filter((data: any) => data.repeatKind === 'INSTRUMENT');
    const base = keys('', recordEvent.repeatInstance);
    for (const instrument of instruments) {
      if (!belongs(event, instrument.name)) continue;
      const data = plain.find((candidate: any) => candidate.instrument.name === instrument.name);
      Object.assign(base, data === undefined ? untouched(instrument) : cellsOf(instrument, data));
    }
    base[idField] = record.name;
    const instances: Row[] = repeated.map((data: any) => {
      const instrument = instruments.find(({ name }) => name === data.instrument.name);
      return {
        ...keys(data.instrument.name, data.repeatInstance),
        ...(instrument === undefined ? {} : cellsOf(instrument, data)),
        [idField]: record.name,
      };
    });
    // REDCap has no base row where nothing but instances was ever saved.
    return plain.length === 0 && instances.length > 0 ? instances : [base, ...instances];
  };

  return records.flatMap((record) => record.events.flatMap((event: any) => rowsOfEvent(record, event)));
};

/** All records of a study, read through the static graph, a page at a time. */
export const readStudy = async (study: Study, pageSize: number): Promise<any[]> => {
  const records: any[] = [];
  let after: string | null = null;
  do {
    const page = await study.run(PAGE, { after, first: pageSize });
    if (page.errors.length > 0) throw page.errors[0] as Error;
    const { nodes, pageInfo, completeness } = page.data.project.records;
    if (completeness.isComplete !== true) throw new Error('the page is not complete');
    records.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return records;
};

/** Reads a whole study through the static graph, a page at a time, and lays it out as REDCap's flat export does. */
export const flattenStudy = async (study: Study, pageSize: number): Promise<Row[]> =>
  flattenRecords(study, await readStudy(study, pageSize));
