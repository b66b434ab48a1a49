import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areWhole,
  createPlaceReading,
  createRowLister,
  noRows,
  placesOf as placesOfCells,
} from '../../../src/loaders/record/listed-row.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { cellsOf } from '../../../src/redcap/methods/record-cell.ts';
import { choices, designOf, metadataRow } from '../../graph/support/design.ts';
import { runs } from '../../support/runs.ts';

const fields = ['sex', 'age', 'term', 'risk', 'note'];

const design = designOf([
  metadataRow('id', 'base', 'text'),
  metadataRow('sex', 'base', 'text'),
  metadataRow('age', 'visit', 'text'),
  metadataRow('term', 'event', 'text'),
  metadataRow('risk', 'event', 'checkbox', choices('1, A | 2, B')),
  metadataRow('note', 'diary', 'text'),
]);

const listRows = (rows: readonly RecordRow[], asked: readonly string[]) => createRowLister(asked, design)(rows);

const placesOf = (rows: readonly RecordRow[]) => placesOfCells(cellsOf(rows));

const formOf = (name: string): string => design.field(name)?.instrument ?? '';

/** What is stored in one place of a record. */
interface StoredPlace {
  readonly event: string;
  readonly repeatInstrument: string;
  readonly instance: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The forms that live in a place: an instance has its own, and the event's own row has the others. */
const formsIn = ({ repeatInstrument }: StoredPlace): readonly string[] =>
  repeatInstrument === '' ? ['base', 'visit'] : [repeatInstrument];

const columnsOf = (name: string): readonly string[] => design.field(name)?.columns ?? [name];

const shownBy = (place: StoredPlace, asked: readonly string[]): RecordRow => ({
  id: '1',
  redcap_event_name: place.event,
  redcap_repeat_instrument: place.repeatInstrument,
  redcap_repeat_instance: place.instance,
  ...Object.fromEntries(
    asked.flatMap((name) =>
      columnsOf(name).map((column) => {
        const isHere = formsIn(place).includes(formOf(name));
        const blank = name === 'risk' && isHere ? '0' : '';
        return [column, isHere ? (place.values[column] ?? blank) : ''];
      }),
    ),
  ),
});

/** The ways in which REDCap may choose the rows of an export, by what it asks for. */
const ways: Readonly<Record<string, (place: StoredPlace, asked: readonly string[]) => boolean>> = {
  'all rows come': () => true,
  'instances come where something of their form is asked for': ({ repeatInstrument }, asked) =>
    repeatInstrument === '' || asked.some((name) => formOf(name) === repeatInstrument),
  'instances come where a value of them is asked for': ({ repeatInstrument, instance, values }, asked) =>
    (repeatInstrument === '' && instance === '') ||
    asked.some((name) => columnsOf(name).some((column) => values[column] === '1' || column in values)),
};

const placeArbitrary: fc.Arbitrary<StoredPlace> = fc
  .record({
    event: fc.constantFrom('first', 'second'),
    repeatInstrument: fc.constantFrom('', 'event', 'diary'),
    instance: fc.constantFrom('1', '2'),
    isRepeatingEvent: fc.boolean(),
    values: fc.dictionary(fc.constantFrom('sex', 'age', 'term', 'risk___1', 'note'), fc.constant('1'), { maxKeys: 4 }),
  })
  .map(({ isRepeatingEvent, values, ...place }) => {
    const own = {
      ...place,
      instance: place.repeatInstrument === '' && !isRepeatingEvent ? '' : place.instance,
    };
    const here = Object.entries(values).filter(([column]) =>
      formsIn({ ...own, values }).includes(formOf(column.replace('___1', ''))),
    );
    return { ...own, values: Object.fromEntries(here) };
  });

const recordArbitrary = fc.uniqueArray(placeArbitrary, {
  minLength: 1,
  selector: ({ event, repeatInstrument, instance }) => [event, repeatInstrument, instance].join(),
});

const askedArbitrary = fc.subarray(fields);

const everywhere = (asked: readonly string[]) => ({ fields: new Set(asked), events: null });

describe('the rows that a list has shown', () => {
  it.each(Object.entries(ways))('are all there in every other export where %s', (_, comes) => {
    fc.assert(
      fc.property(recordArbitrary, askedArbitrary, askedArbitrary, (record, listed, asked) => {
        const rowsOf = (names: readonly string[]): RecordRow[] =>
          record.filter((place) => comes(place, names)).map((place) => shownBy(place, names));
        const shown = listRows(rowsOf(listed), listed);
        expect(areWhole(shown, placesOf(rowsOf(asked)), everywhere(asked))).toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });

  it('are not whole without a row that held data of a field that both exports ask for', () => {
    fc.assert(
      fc.property(recordArbitrary, askedArbitrary, askedArbitrary, fc.nat(), (record, listed, asked, choice) => {
        const shared = new Set(listed.filter((name) => asked.includes(name)).flatMap(columnsOf));
        const sure = record.filter(({ values }) => Object.keys(values).some((column) => shared.has(column)));
        const lost = sure[choice % sure.length];
        fc.pre(lost !== undefined);
        const shown = listRows(
          record.map((place) => shownBy(place, listed)),
          listed,
        );
        const came = record.filter((place) => place !== lost).map((place) => shownBy(place, asked));
        expect(areWhole(shown, placesOf(came), everywhere(asked))).toBe(false);
      }),
      { numRuns: runs(200) },
    );
  });

  const base = { id: '1', redcap_event_name: 'first', redcap_repeat_instrument: '', redcap_repeat_instance: '' };
  const second = { ...base, redcap_event_name: 'second' };

  it('are not whole without any row of an event that had one of its own, unless other events were asked for', () => {
    const shown = listRows([base, second], []);
    const came = placesOf([base]);
    expect(areWhole(shown, came, everywhere([]))).toBe(false);
    expect(areWhole(shown, came, { fields: new Set(), events: new Set(['first']) })).toBe(true);
    expect(areWhole(shown, came, { fields: new Set(), events: new Set(['second']) })).toBe(false);
  });

  it('are whole where instances have come in the place of the event’s own row', () => {
    const shown = listRows([base], []);
    const instance = { ...base, redcap_repeat_instrument: 'diary', redcap_repeat_instance: '1' };
    expect(areWhole(shown, placesOf([instance]), everywhere(['note']))).toBe(true);
  });

  it('say which fields held data and never what', () => {
    const row = { ...base, sex: 'secret', age: '', risk___1: '0', risk___2: '1' };
    expect(listRows([row], ['id', 'sex', 'age', 'risk'])).toBe('[["first","","",["sex","risk"]]]');
    expect(noRows).toBe(listRows([], []));
  });
});

describe('the places of many records, one after another', () => {
  it('are those of each record', () => {
    const column = fc.constantFrom('', 'a', 'b', '1', '\n');
    const row = fc.record(
      {
        id: fc.constant('1'),
        redcap_event_name: column,
        redcap_repeat_instrument: column,
        redcap_repeat_instance: column,
      },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 3 })), (records) => {
        const read = createPlaceReading();
        // A column that a row does not have is not there at all, which the type of the arbitrary cannot say.
        const given = records as RecordRow[][];
        const found = given.map((rows) => [...read(cellsOf(rows))]);
        expect(found).toEqual(given.map((rows) => [...placesOf(rows)]));
      }),
      { numRuns: runs(1_000) },
    );
  });
});
