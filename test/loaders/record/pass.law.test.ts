import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Design, InstrumentNode } from '../../../src/graph/design/design.ts';
import { filterFields } from '../../../src/graph/filter/filter.ts';
import { exportArgs, type Need } from '../../../src/graph/need.ts';
import { allPlaces, listInstances, locateIn } from '../../../src/loaders/record/instance-list.ts';
import { checkOrder, type RecordOrder } from '../../../src/loaders/record/order.ts';
import { everyRecord, rowsAt, type RecordQuery } from '../../../src/loaders/record/query.ts';
import { checkRowOrder } from '../../../src/loaders/record/row-order.ts';
import { needsGroups, queryFields } from '../../../src/loaders/record/selection.ts';
import { listSelected } from '../../../src/loaders/record/selected-list.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { filterArbitrary } from '../../graph/support/filter-arbitrary.ts';
import { predicateArbitrary } from '../../graph/support/predicate-arbitrary.ts';
import { exportArbitrary, type Exported } from '../../graph/support/project-arbitrary.ts';
import { atLeast, runs } from '../../support/runs.ts';
import { answer, createPassSource, type Upstream } from './support/upstream.ts';
import { plainInstances, plainList, type ReadRows } from './support/plain-list.ts';

const readPlain = (upstream: Upstream): ReadRows => {
  const { design } = upstream;
  return (query, need: Need) => {
    const whole: Need = {
      ...need,
      fields: new Set([...need.fields, ...queryFields(query, design)]),
      events: query.events === null ? null : new Set(query.events),
      dataAccessGroup: needsGroups(query),
    };
    const rows = answer(upstream, { ...exportArgs(whole, design), filterLogic: query.logic ?? undefined });
    const { dataAccessGroups: groups } = query;
    return Promise.resolve(rows.filter((row) => groups?.includes(row['redcap_data_access_group'] ?? '') ?? true));
  };
};

/** The same records many times under other names, so that there are more rows than are judged at once. */
const COPIES = 12;
const multiply = ({ rows }: Exported): RecordRow[] => {
  const records = Object.values(Object.groupBy(rows, (row) => row['id'] ?? ''));
  return Array.from({ length: COPIES }, (_copy, copy) =>
    records.flatMap((own = []) => own.map((row) => ({ ...row, id: `${row['id'] ?? ''}-${String(copy * 7)}` }))),
  ).flat();
};

const orderArbitrary = (design: Design): fc.Arbitrary<RecordOrder | null> => {
  const names = design.events.map(({ uniqueEventName }) => uniqueEventName);
  const events = [null, ...names.map((name) => [name]), names, names.slice(0, 2).reverse()];
  const orders = [null, ...design.fields.map(({ fieldName }) => fieldName)].flatMap((field) =>
    events
      .map((some): RecordOrder => ({ field, events: field === null ? null : some, isDescending: false }))
      .filter((order) => checkOrder(order, design) === null),
  );
  return fc.option(
    fc.tuple(fc.constantFrom(...orders), fc.boolean()).map(([order, isDescending]) => ({ ...order, isDescending })),
    { freq: 4 },
  );
};

const rowOrderArbitrary = (design: Design, instrument: InstrumentNode): fc.Arbitrary<RecordOrder | null> => {
  const own = [...design.fieldsOf(instrument.name).map(({ fieldName }) => fieldName), instrument.statusColumn];
  const fields = [null, ...own.filter((name) => checkRowOrder(name, instrument, design) === null)];
  return fc.option(
    fc
      .tuple(fc.constantFrom(...fields), fc.boolean())
      .map(([field, isDescending]) => ({ field, events: null, isDescending })),
    { freq: 4 },
  );
};

const mostlyNone = <Value>(some: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some });

const queryArbitrary = (design: Design): fc.Arbitrary<RecordQuery> => {
  const events = design.events.map(({ uniqueEventName }) => uniqueEventName);
  return fc
    .record({
      judged: fc.oneof(
        fc.constant({ filter: null, predicate: null }),
        filterArbitrary(design).map((filter) => ({ filter, predicate: null })),
        predicateArbitrary(design).map((predicate) => ({ filter: null, predicate })),
      ),
      order: orderArbitrary(design),
      logic: mostlyNone(fc.constant('what the upstream says')),
      events: design.isLongitudinal ? mostlyNone(fc.subarray(events, { minLength: 1 })) : fc.constant(null),
      dataAccessGroups: mostlyNone(fc.subarray(['', 'site_a'], { minLength: 1 })),
    })
    .map(({ judged, ...some }) => ({
      ...everyRecord,
      ...some,
      ...judged,
      filterFields: judged.filter === null ? [] : filterFields(judged.filter),
    }));
};

/** Rows as REDCap lists them, and in any order: no documentation promises one. */
const upstreamArbitrary = exportArbitrary.chain((exported) => {
  const rows = multiply(exported);
  const anyOrder = fc.shuffledSubarray(rows, { minLength: rows.length });
  return fc.record({
    design: fc.constant(exported.design),
    rows: fc.oneof({ weight: 3, arbitrary: fc.constant(rows) }, { weight: 1, arbitrary: anyOrder }),
    part: fc.constantFrom(1, 7, 64, 1_000),
    logic: filterArbitrary(exported.design),
  });
});

/** What a list shows of a record's rows, whatever their order. */
const sortedRows = (text: string): readonly string[] =>
  // A list writes the rows of a record as an array.
  (JSON.parse(text) as readonly unknown[]).map((row) => JSON.stringify(row)).sort();

describe('a list that passes the rows by', () => {
  it('names the same records in the same order, with the same rows, as one that holds every row', async () => {
    const counted = { found: 0, ordered: 0 };
    await fc.assert(
      fc.asyncProperty(
        upstreamArbitrary.chain((upstream) => fc.tuple(fc.constant(upstream), queryArbitrary(upstream.design))),
        async ([upstream, query]) => {
          const plain = await plainList(readPlain(upstream), query, upstream.design);
          const list = await listSelected(createPassSource(upstream), query);
          expect(list.names).toEqual(plain.names);
          expect(list.withheld).toEqual(plain.withheld);
          expect(list.names.map((_name, index) => sortedRows(rowsAt(list, index)))).toEqual(plain.rows.map(sortedRows));
          if (plain.names.length > 0) counted.found += 1;
          if (query.order?.field != null) counted.ordered += 1;
        },
      ),
      { numRuns: runs(400) },
    );
    expect(Math.min(counted.found, counted.ordered)).toBeGreaterThanOrEqual(atLeast(120));
  });

  it('has the same saved instruments in the same order, and finds the place behind each', async () => {
    const counted = { found: 0, ordered: 0 };
    await fc.assert(
      fc.asyncProperty(
        upstreamArbitrary
          .chain((upstream) => fc.tuple(fc.constant(upstream), fc.constantFrom(...upstream.design.instruments)))
          .chain(([upstream, instrument]) =>
            fc.tuple(
              fc.constant(upstream),
              queryArbitrary(upstream.design),
              fc.constant(instrument),
              fc.subarray(upstream.design.events.map(({ uniqueEventName }) => uniqueEventName)),
              rowOrderArbitrary(upstream.design, instrument),
            ),
          ),
        async ([upstream, asked, instrument, events, order]) => {
          const { design } = upstream;
          const query = { ...asked, order, predicate: null };
          const wanted = { query, instrument, events: design.isLongitudinal ? new Set(events) : null };
          const plain = await plainInstances(readPlain(upstream), wanted, design);
          const list = await listInstances(createPassSource(upstream), wanted);
          const all = allPlaces(list);
          expect(all.slice()).toEqual(plain);
          expect(all.length).toBe(plain.length);
          for (const [index, place] of plain.entries()) {
            expect(locateIn(list, place)).toEqual({ at: index, behind: index + 1 });
            expect(all.slice(index, index + 2)).toEqual(plain.slice(index, index + 2));
          }
          if (plain.length > 0) counted.found += 1;
          if (plain.length > 1 && order?.field != null) counted.ordered += 1;
        },
      ),
      { numRuns: runs(300) },
    );
    expect(Math.min(counted.found, counted.ordered)).toBeGreaterThanOrEqual(atLeast(60));
  });
});
