import { describe, expect, it } from 'vitest';
import { DesignOutdatedError } from '../../../src/graph/record/row-record.ts';
import { listInstances } from '../../../src/loaders/record/instance-list.ts';
import { readList } from '../../../src/loaders/record/list-pass.ts';
import { everyRecord, rowsAt, type RecordQuery } from '../../../src/loaders/record/query.ts';
import { listSelected } from '../../../src/loaders/record/selected-list.ts';
import { needOf } from '../../../src/loaders/record/selection.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { designOf, eventRow, metadataRow, validated } from '../../graph/support/design.ts';
import { createPassSource, type Asked, type Upstream } from './support/upstream.ts';

const dictionary = [
  metadataRow('id', 'base', 'text'),
  metadataRow('name', 'base', 'text'),
  metadataRow('weight', 'visit', 'text', validated('number')),
];

const mapped = (event: string, ...forms: string[]) =>
  forms.map((form) => ({ arm_num: 1, unique_event_name: event, form }));

const design = designOf(dictionary, {
  project: { is_longitudinal: true },
  events: [eventRow('start_arm_1'), eventRow('end_arm_1')],
  mappings: [...mapped('start_arm_1', 'base', 'visit'), ...mapped('end_arm_1', 'visit')],
});

const row = (id: string, event: string, cells: Readonly<Record<string, string>>): RecordRow => ({
  id,
  redcap_event_name: `${event}_arm_1`,
  name: '',
  base_complete: cells['name'] === undefined ? '' : '2',
  weight: '',
  visit_complete: cells['weight'] === undefined ? '' : '2',
  ...cells,
});

const rows = [
  row('1', 'start', { name: 'Zoe', weight: '70' }),
  row('1', 'end', { weight: '50' }),
  row('2', 'start', { name: 'Adam', weight: '60' }),
  row('2', 'end', { weight: '90' }),
  row('10', 'start', { name: 'Mia', weight: '80' }),
];

const upstream: Upstream = { design, rows, part: 2, logic: { field: 'name', isBlank: false } };

const byWeightAtEnd: RecordQuery = {
  ...everyRecord,
  order: { field: 'weight', events: ['end_arm_1'], isDescending: true },
};

describe('one pass over the rows', () => {
  it('asks once, and for the fields of the filter and of the order alone', async () => {
    const calls: Asked[] = [];
    const filter = { field: 'name', contains: 'a' };
    const query = { ...byWeightAtEnd, filter, filterFields: ['name'] };
    const list = await listSelected(createPassSource(upstream, calls), query);
    expect(list.names).toEqual(['2', '10']);
    expect(calls).toEqual([
      {
        fields: ['id', 'name', 'base_complete', 'weight', 'visit_complete'],
        exportDataAccessGroups: false,
        exportSurveyFields: false,
        exportBlankForGrayFormStatus: true,
        rows: 5,
      },
    ]);
  });

  it('asks a second time for what orders the list, where REDCap takes rows away that hold it', async () => {
    const calls: Asked[] = [];
    const list = await listSelected(createPassSource(upstream, calls), { ...byWeightAtEnd, logic: '[name] <> ""' });
    expect(list.names).toEqual(['2', '1', '10']);
    expect(calls.map(({ events, filterLogic, rows: came }) => [events, filterLogic, came])).toEqual([
      [undefined, '[name] <> ""', 3],
      [['end_arm_1'], undefined, 2],
    ]);
  });

  it('asks by name for a record whose rows do not come one after another, and for no other', async () => {
    const calls: Asked[] = [];
    const many = Array.from({ length: 150 }, (_row, index) => row(`x${String(index)}`, 'start', { name: 'Bo' }));
    const [first, ...others] = rows;
    const scattered = { ...upstream, rows: [first ?? {}, ...many, ...others] };
    const filter = {
      and: [
        { field: 'name', event: 'start_arm_1', eq: 'Zoe' },
        { field: 'weight', lt: '60' },
      ],
    };
    const query = { ...everyRecord, filter, filterFields: ['name', 'weight'] };
    const list = await listSelected(createPassSource(scattered, calls), query);
    expect(list.names).toEqual(['1']);
    expect(JSON.parse(rowsAt(list, 0))).toHaveLength(2);
    expect(calls.map(({ records, rows: came }) => [records, came])).toEqual([
      [undefined, 155],
      [['1'], 2],
    ]);
  });

  it('asks a second time for such a record that REDCap leaves out, and takes it for deleted only then', async () => {
    const many = Array.from({ length: 150 }, (_row, index) => row(`x${String(index)}`, 'start', { name: 'Bo' }));
    const [first, ...others] = rows;
    const scattered = { ...upstream, rows: [first ?? {}, ...many, ...others] };
    const filter = { field: 'name', eq: 'Zoe' };
    const query = { ...everyRecord, filter, filterFields: ['name'] };
    const listWithout = async (times: number): Promise<readonly [readonly string[], number]> => {
      const source = createPassSource(scattered);
      let asked = 0;
      const losing: typeof source = {
        ...source,
        exportKnown: async (...args) => {
          asked += 1;
          const came = await source.exportKnown(...args);
          return asked <= times ? { ...came, batches: [] } : came;
        },
      };
      return [(await listSelected(losing, query)).names, asked];
    };
    expect(await listWithout(0)).toEqual([['1'], 1]);
    expect(await listWithout(1)).toEqual([['1'], 2]);
    expect(await listWithout(2)).toEqual([[], 2]);
  });

  it('reads the rows once more by the design as it is now, where they name what the known one lacks', async () => {
    const old = designOf(dictionary, {
      project: { is_longitudinal: true },
      events: [eventRow('start_arm_1')],
      mappings: mapped('start_arm_1', 'base', 'visit'),
    });
    const calls: Asked[] = [];
    const source = createPassSource(upstream, calls);
    let known = old;
    const moving = {
      ...source,
      design: () => Promise.resolve(known),
      newDesign: () => Promise.resolve((known = design)),
    };
    expect((await listSelected(moving, byWeightAtEnd)).names).toEqual(['2', '1', '10']);
    expect(calls).toHaveLength(2);
    const stuck = { ...source, design: () => Promise.resolve(old), newDesign: () => Promise.resolve(old) };
    await expect(listSelected(stuck, byWeightAtEnd)).rejects.toThrow(DesignOutdatedError);
  });

  it('refuses a list by groups that REDCap withholds, and a row without its record', async () => {
    const query = { ...everyRecord, dataAccessGroups: ['lyon'] };
    await expect(listSelected(createPassSource(upstream), query)).rejects.toThrow(
      'dataAccessGroups cannot be used here',
    );
    const nameless = { ...upstream, rows: [{ weight: '5' }] };
    await expect(listSelected(createPassSource(nameless), byWeightAtEnd)).rejects.toThrow(
      'a row came without its record',
    );
  });

  it('lists nothing where nothing comes, and then knows of no withheld field', async () => {
    const empty = { ...upstream, rows: [] };
    const query = { ...byWeightAtEnd, filter: { field: 'name', eq: 'x' }, filterFields: ['name'] };
    expect(await listSelected(createPassSource(empty), query)).toEqual({
      names: [],
      kindOf: [],
      kinds: [],
      withheld: [],
    });
  });

  it('lets others have their turn where its work takes long', async () => {
    const many = Array.from({ length: 350 }, (_row, index) => row(String(index), 'start', { name: 'Bo' }));
    let turns = 0;
    const count = (): void => {
      turns += 1;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    await readList(createPassSource({ ...upstream, rows: many, part: 350 }), {
      kept: 'all',
      query: everyRecord,
      need: needOf(['name']),
      judge: () => () => {
        const began = performance.now();
        while (performance.now() - began < 5);
        return [];
      },
      keyName: '',
    });
    clearImmediate(timer);
    expect(turns).toBeGreaterThanOrEqual(3);
  });
});

describe('a list of saved instruments', () => {
  it('is plain data, in which equal places stand once', async () => {
    const visit = design.instrument('visit');
    if (visit === undefined) throw new Error('The design has no visits.');
    const events = new Set(['start_arm_1', 'end_arm_1']);
    const list = await listInstances(createPassSource(upstream), { instrument: visit, events, query: everyRecord });
    expect(list).toEqual({
      names: ['1', '2', '10'],
      kindOf: [0, 0, 1],
      kinds: ['[["start_arm_1",null],["end_arm_1",null]]', '[["start_arm_1",null]]'],
      starts: [0, 2, 4, 5],
      withheld: [],
    });
  });
});
