import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRowCount, ndjsonRowCount } from '../../workbench/src/part/row-count.ts';
import { COMPARISONS, readDataSearch, SIZES } from '../../workbench/src/pages/data/search.ts';
import { SHOWN } from '../../workbench/src/part/shown.ts';
import { whereOf } from '../../workbench/src/pages/data/where.ts';

const condition = fc.record(
  { field: fc.string(), is: fc.constantFrom(...COMPARISONS), value: fc.string(), to: fc.string() },
  { requiredKeys: ['field', 'is'] },
);

const search = fc.record(
  {
    instrument: fc.string(),
    event: fc.string(),
    columns: fc.array(fc.string(), { minLength: 1 }),
    filter: fc.array(condition, { minLength: 1 }),
    any: fc.constant(true as const),
    order: fc.string(),
    descending: fc.constant(true as const),
    show: fc.constantFrom(...SHOWN),
    size: fc.constantFrom(...SIZES),
    after: fc.string(),
    page: fc.integer({ min: 2 }),
  },
  { requiredKeys: [] },
);

describe('the address of the data page', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(search, (written) => {
        expect(readDataSearch(written)).toEqual(written);
      }),
    );
  });

  it('makes no view of what somebody has put into it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (written) => {
        const read = readDataSearch(written);
        expect(readDataSearch({ ...read })).toEqual(read);
      }),
    );
    expect(
      readDataSearch({ instrument: 7, columns: 'sex', filter: [{ field: 'a', is: '=' }], size: 7, page: 1 }),
    ).toEqual({ instrument: '7' });
  });
});

describe('the filter of the data page', () => {
  it('is the filter of the graph that says the same', () => {
    const age = { field: 'age', is: 'between', value: '18', to: '65' } as const;
    const sex = { field: 'sex', is: 'eq', value: '1' } as const;
    const race = { field: 'race', is: 'unchecked', value: '2' } as const;
    const range = {
      and: [
        { field: 'age', gte: '18' },
        { field: 'age', lte: '65' },
      ],
    };
    expect(whereOf([], false)).toBe(null);
    expect(whereOf([sex], true)).toEqual({ field: 'sex', eq: '1' });
    expect(whereOf([age, sex], false)).toEqual({ and: [range, { field: 'sex', eq: '1' }] });
    expect(whereOf([age, race], true)).toEqual({ or: [range, { not: { field: 'race', checked: '2' } }] });
    expect(whereOf([{ field: 'a', is: 'blank' }], false)).toEqual({ field: 'a', isBlank: true });
  });
});

describe('the rows of a file', () => {
  const cut = (bytes: Uint8Array, size: number): Uint8Array[] =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, part) => bytes.subarray(part * size, (part + 1) * size));

  it('are counted however the file is cut, with line ends and quotes in cells of CSV', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\n', ',', 'é') });
    const rows = fc.array(fc.tuple(cell, cell), { maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 50 }), (records, size) => {
        const text = stringify(records, { header: true, columns: ['one', 'two'] });
        const count = csvRowCount();
        for (const part of cut(Buffer.from(text), size)) count.add(part);
        expect(count.rows()).toBe(records.length);
      }),
    );
  });

  it('are the lines of NDJSON', () => {
    const count = ndjsonRowCount();
    count.add(Buffer.from('{"a":"one\\nline"}\n{"a"'));
    count.add(Buffer.from(':"\\""}\n'));
    expect(count.rows()).toBe(2);
  });
});
