import { exportRecordPlaces, type RecordPlaces } from '../../../src/redcap/methods/record-place.ts';
import { describe, expect, it } from 'vitest';
import {
  chooseImportRecords,
  deleteRecords,
  exportRecords,
  generateNextRecordName,
  importRecords,
  importRecordsOnce,
  randomizeRecord,
  renameRecord,
} from '../../../src/redcap/methods/record.ts';
import type { ImportRecordsArgs } from '../../../src/redcap/methods/record.ts';

const badResponse = expect.objectContaining({ code: 'REDCAP_BAD_RESPONSE' }) as Error;
const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT', notSent: true }) as Error;

describe('Export Records', () => {
  it('sends many names as one text, and names with commas one by one', () => {
    const names = Array.from({ length: 501 }, (_, index) => String(index));
    expect(exportRecords.form({ records: names })['records']).toBe(names.join(','));
    expect(exportRecords.form({ records: names.slice(1) })['records']).toEqual(names.slice(1));
    expect(exportRecords.form({ records: ['a,b', ...names] })['records']).toEqual(['a,b', ...names]);
    expect(exportRecords.form({ fields: ['record_id'] })['records']).toBeUndefined();
  });

  it('asks for flat raw rows and for nothing that was not named', () => {
    expect(
      exportRecords.form({ records: ['1'], fields: ['record_id', 'age'], exportBlankForGrayFormStatus: true }),
    ).toEqual({
      type: 'flat',
      rawOrLabel: 'raw',
      records: ['1'],
      fields: ['record_id', 'age'],
      exportBlankForGrayFormStatus: true,
    });
  });

  it('gives every cell as text', () => {
    const value = [{ record_id: '007', redcap_repeat_instance: 2, age: null, agree: true }];
    expect(exportRecords.decode({ value }, {})).toEqual([
      { record_id: '007', redcap_repeat_instance: '2', age: '', agree: 'true' },
    ]);
  });

  it('takes __proto__ for a column', () => {
    const value: unknown = JSON.parse('[{"__proto__":1,"constructor":"x"}]');
    const [row] = exportRecords.decode({ value }, {});
    expect(Object.entries(row ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', 'x'],
    ]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  it('refuses a cell that is no text', () => {
    expect(() => exportRecords.decode({ value: [{ age: { a: 1 } }] }, {})).toThrow(badResponse);
  });
});

describe('Import Records', () => {
  const plain: ImportRecordsArgs = {
    rows: [{ record_id: '1', age: 42 }],
    overwriteBehavior: 'normal',
    forceAutoNumber: false,
  };
  const numbered: ImportRecordsArgs = { ...plain, forceAutoNumber: true };
  const instance: ImportRecordsArgs = { ...plain, rows: [{ record_id: '1', redcap_repeat_instance: 'new' }] };

  it('says everything that REDCap has a default for', () => {
    expect(importRecords.form(plain)).toEqual({
      type: 'flat',
      overwriteBehavior: 'normal',
      forceAutoNumber: false,
      backgroundProcess: false,
      dateFormat: 'YMD',
      returnContent: 'ids',
      data: '[{"record_id":"1","age":42}]',
    });
    expect(importRecordsOnce.form(numbered)).toMatchObject({ forceAutoNumber: true, returnContent: 'auto_ids' });
  });

  it('is a method that may be done once only where REDCap gives the numbers', () => {
    expect([plain, numbered, instance].map((args) => chooseImportRecords(args).kind)).toEqual([
      'write',
      'once',
      'once',
    ]);
    expect(() => importRecords.form(numbered)).toThrow(badInput);
    expect(() => importRecords.form(instance)).toThrow(badInput);
  });

  it('needs rows, of whole characters', () => {
    expect(() => importRecords.form({ ...plain, rows: [] })).toThrow(badInput);
    expect(() => importRecords.form({ ...plain, rows: [{ record_id: 'a\udc00' }] })).toThrow(badInput);
    expect(importRecords.form({ ...plain, rows: [{ record_id: '\\udc00 😀' }] })).toMatchObject({
      data: '[{"record_id":"\\\\udc00 😀"}]',
    });
  });

  it('gives the names', () => {
    expect(importRecords.decode({ value: ['1', 2, 'a,b'] }, plain)).toEqual({ ids: ['1', '2', 'a,b'], autoIds: [] });
  });

  it('gives what each provided name became, commas in it included', () => {
    expect(importRecordsOnce.decode({ value: ['1002,1', '20-3,a,b'] }, numbered)).toEqual({
      ids: ['1002', '20-3'],
      autoIds: [
        { record: '1002', provided: '1' },
        { record: '20-3', provided: 'a,b' },
      ],
    });
  });

  it.each([{ count: 1 }, 1, null, '', [{}]])('does not take %j for names', (value) => {
    expect(() => importRecords.decode({ value }, plain)).toThrow(badResponse);
  });
});

describe('Delete Records', () => {
  it('always keeps the log, and names the arm, event and instance only when they are given', () => {
    expect(deleteRecords.form({ records: ['1'] })).toEqual({
      records: ['1'],
      repeat_instance: undefined,
      delete_logging: 0,
    });
    expect(
      deleteRecords.form({ records: ['1'], arm: 1, instrument: 'f', event: 'e_arm_1', repeatInstance: 2 }),
    ).toEqual({
      records: ['1'],
      arm: 1,
      instrument: 'f',
      event: 'e_arm_1',
      repeat_instance: 2,
      delete_logging: 0,
    });
  });
});

describe('Rename Record', () => {
  it('uses REDCap’s name for the new name and believes only 1', () => {
    const args = { record: '1', newRecordName: '2', arm: 1 };
    expect(renameRecord.form(args)).toEqual({ record: '1', new_record_name: '2', arm: 1 });
    expect(renameRecord.decode({ value: 1 }, args)).toBe(1);
    expect(() => renameRecord.decode({ value: 0 }, args)).toThrow(badResponse);
  });
});

describe('Generate Next Record Name', () => {
  it.each([
    ['6\n', '6'],
    ['331-3', '331-3'],
  ])('is text: %j', (value, record) => {
    expect(generateNextRecordName.decode({ value }, undefined)).toBe(record);
  });

  it('is not empty', () => {
    expect(() => generateNextRecordName.decode({ value: ' ' }, undefined)).toThrow(badResponse);
  });
});

describe('randomizing', () => {
  const args = { record: '105', randomizationId: 7 };

  it('may happen once only, and asks for the randomization number only when it is wanted', () => {
    expect(randomizeRecord.kind).toBe('once');
    expect(randomizeRecord.form(args)).toEqual({ record: '105', randomization_id: 7, returnAlt: false });
    expect(randomizeRecord.form({ ...args, returnAlt: true })).toMatchObject({ returnAlt: true });
  });

  it('gives what the record was allocated, as one object or in a list', () => {
    const row = { randomization_id: '7', record: 105, target_field: '2' };
    const read = { randomization_id: 7, record: '105', target_field: '2', target_field_alt: null };
    expect(randomizeRecord.decode({ value: row }, args)).toEqual(read);
    expect(randomizeRecord.decode({ value: [{ ...row, target_field_alt: '*' }] }, args)).toEqual({
      ...read,
      target_field_alt: '*',
    });
  });

  it.each([[[]], [null], [1], [{ record: '105' }]])('is not in %j', (value) => {
    expect(() => randomizeRecord.decode({ value }, args)).toThrow(
      expect.objectContaining({ code: 'REDCAP_BAD_RESPONSE' }) as Error,
    );
  });
});

describe('a list of places', () => {
  const args = {
    recordIdField: 'id',
    looked: [
      { name: 'age', columns: ['age'], isCheckbox: false },
      { name: 'drugs', columns: ['drugs___1', 'drugs___2'], isCheckbox: true },
    ],
    dataAccessGroups: null,
  };
  const collect = async (text: string, more: object = {}): Promise<RecordPlaces> => {
    const collector = exportRecordPlaces.collect?.({ ...args, ...more });
    void collector?.add(text.split('\n').map((line) => line.split(',')));
    return exportRecordPlaces.decode({ value: await collector?.end() }, args);
  };
  const kindsByName = ({ names, kindOf, kinds }: RecordPlaces): unknown =>
    Object.fromEntries(names.map((name, index) => [name, kinds[kindOf[index] ?? -1]]));

  it('has each record once, with the places of its rows and with what holds data there', async () => {
    const text =
      'id,redcap_event_name,age,drugs___1,drugs___2\n1,a_arm_1,5,0,0\n1,b_arm_1,,0,1\n2,a_arm_1,,0,0\n3,a_arm_1,,0,0';
    const places = await collect(text);
    expect(kindsByName(places)).toEqual({
      1: [
        ['a_arm_1', '', '', ['age']],
        ['b_arm_1', '', '', ['drugs']],
      ],
      2: [['a_arm_1', '', '', []]],
      3: [['a_arm_1', '', '', []]],
    });
    expect(places.kindOf).toEqual([0, 1, 1]);
  });

  it('unites the rows of a record that come in several pieces', async () => {
    const places = await collect('id,redcap_event_name\nb,x_arm_1\na,x_arm_1\nb,x_arm_2');
    expect(kindsByName(places)).toEqual({
      b: [
        ['x_arm_1', '', '', []],
        ['x_arm_2', '', '', []],
      ],
      a: [['x_arm_1', '', '', []]],
    });
  });

  it('unites records and their pieces, however many they are', async () => {
    const names = Array.from({ length: 6_000 }, (_name, index) => String(6_000 - index));
    const rows = [...names.map((name) => `${name},x_arm_1`), ...names.slice(0, 10).map((name) => `${name},x_arm_2`)];
    const places = await collect(['id,redcap_event_name', ...rows].join('\n'));
    expect(places.names).toEqual(names);
    const once = [['x_arm_1', '', '', []]];
    const twice = [...once, ['x_arm_2', '', '', []]];
    expect(Object.entries(kindsByName(places) as object)).toEqual(
      names.toReversed().map((name) => [name, names.indexOf(name) < 10 ? twice : once]),
    );
  });

  it('leaves out rows of other groups, and names the columns that came only where a row came', async () => {
    const text = 'id,redcap_data_access_group\n1,lyon\n2,';
    expect((await collect(text, { dataAccessGroups: ['lyon'] })).names).toEqual(['1']);
    expect((await collect(text, { dataAccessGroups: [''] })).names).toEqual(['2']);
    expect((await collect('id,age')).columns).toEqual([]);
    expect((await collect('id,age\n1,2')).columns).toEqual(['id', 'age']);
  });

  it('is refused without the names of the records', async () => {
    await expect(collect('age\n5')).rejects.toThrow(expect.objectContaining({ code: 'REDCAP_BAD_RESPONSE' }));
  });
});
