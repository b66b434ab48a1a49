import type { Design, EventNode, InstrumentNode } from '../../graph/design/design.ts';
import { readStatus, type FormStatus } from '../../graph/dictionary/form-status.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import { exportArgs, type Need } from '../../graph/need.ts';
import { DesignOutdatedError } from '../../graph/record/row-record.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { createRecordKinds, type RecordKinds } from '../../redcap/methods/record-kind.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { readByCurrentDesign } from './current-design.ts';
import type { PassSource } from './list-pass.ts';
import type { RecordQuery } from './query.ts';
import { summaryOf, type RowVisit } from './row-pass.ts';
import { needOf, needWith, queryArgs } from './selection.ts';

/** How often each status is stored of one instrument in one event; of what repeats, each instance counts. */
export interface StatusCell {
  /** Null in a classic project. */
  readonly event: EventNode | null;
  readonly instrument: InstrumentNode;
  readonly counts: Readonly<Record<FormStatus, number>>;
}

/** How many records there are, and how far their instruments are filled in. */
export interface StatusCount {
  /** The design by which the rows were read. */
  readonly design: Design;
  /** What was asked for. */
  readonly need: Need;
  /** Columns that came; none where no row did. */
  readonly columns: readonly string[];
  readonly recordCount: number;
  /** Of each event that any record has, by its unique name. */
  readonly recordsInEvent: ReadonlyMap<string, number>;
  readonly recordsInArm: ReadonlyMap<number, number>;
  /** Each designated instrument of each event, in project order; what REDCap withholds has counts of 0. */
  readonly cells: readonly StatusCell[];
}

/** A cell whose counts grow. */
interface GrowingCell extends StatusCell {
  readonly counts: Record<FormStatus, number>;
}

/** The cells of one event. */
interface EventCells {
  readonly all: ReadonlyMap<string, GrowingCell>;
  /** Those that the event's own rows show. */
  readonly own: readonly GrowingCell[];
}

/** What one pass over the rows keeps. */
interface Passed {
  readonly columns: readonly string[];
  /** The events of each record. */
  readonly records: RecordKinds<string>;
  readonly cells: readonly StatusCell[];
}

const cellsOf = (design: Design, event: EventNode | null): EventCells => {
  const all = new Map(
    design
      .instrumentsOf(event)
      .map((instrument): [string, GrowingCell] => [
        instrument.name,
        { event, instrument, counts: { INCOMPLETE: 0, UNVERIFIED: 0, COMPLETE: 0, NOT_STARTED: 0 } },
      ]),
  );
  const own = [...all.values()].filter(({ instrument: { name } }) => design.repeatKind(event, name) !== 'INSTRUMENT');
  return { all, own };
};

/** The cells that a row shows. A row of a repeating instrument shows that one alone. */
const shownIn = (row: RecordRow, { all, own }: EventCells, design: Design): readonly GrowingCell[] => {
  const name = row[systemColumns.repeatInstrument] ?? '';
  if (name === '') return own;
  if (design.instrument(name) === undefined) {
    throw new DesignOutdatedError(`the design has no instrument ${name}: read the project's design again`);
  }
  const cell = all.get(name);
  return cell === undefined ? [] : [cell];
};

/** Counts while the rows pass. Of a record its name is kept and a number, and of a row nothing. */
const createCounting = (design: Design): RowVisit<Passed> => {
  const idColumn = design.recordIdField.fieldName;
  const events = design.isLongitudinal ? design.events : [null];
  const cells = new Map(events.map((event) => [event?.uniqueEventName ?? '', cellsOf(design, event)]));
  const records = createRecordKinds<string>();
  let last: readonly [name: string, event: string] | null = null;

  const take = (row: RecordRow): void => {
    const name = row[idColumn];
    if (name === undefined) throw new RedcapError('REDCAP_BAD_RESPONSE', { message: 'a row came without its record' });
    const event = design.isLongitudinal ? (row[systemColumns.event] ?? '') : '';
    const own = cells.get(event);
    if (own === undefined) {
      throw new DesignOutdatedError(`the design has no event ${event}: read the project's design again`);
    }
    if (last?.[0] !== name || last[1] !== event) records.add(name, event, () => event);
    last = [name, event];
    for (const { instrument, counts } of shownIn(row, own, design)) {
      const status = readStatus(row[instrument.statusColumn]);
      if (status !== null) counts[status] += 1;
    }
  };

  return {
    take,
    end: async (columns) => ({
      columns,
      records: await records.end(),
      cells: [...cells.values()].flatMap(({ all }) => [...all.values()]),
    }),
  };
};

const addTo = <Key>(counts: Map<Key, number>, key: Key, count: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + count);
};

/** Counts the records of each event and arm. Most records have the same events as others. */
const countByPlace = async (
  { names, kindOf, kinds }: RecordKinds<string>,
  design: Design,
): Promise<Pick<StatusCount, 'recordCount' | 'recordsInEvent' | 'recordsInArm'>> => {
  const ofKind = kinds.map(() => 0);
  await forEachInTurns(kindOf, (kind) => {
    ofKind[kind] = (ofKind[kind] ?? 0) + 1;
  });
  const recordsInEvent = new Map<string, number>();
  const recordsInArm = new Map<number, number>();
  await forEachInTurns(kinds, (own, kind) => {
    const count = ofKind[kind] ?? 0;
    const events = new Set(own);
    const arms = new Set([...events].flatMap((name) => design.event(name)?.armNum ?? []));
    for (const event of events) addTo(recordsInEvent, event, count);
    for (const armNum of arms) addTo(recordsInArm, armNum, count);
  });
  return { recordCount: names.length, recordsInEvent, recordsInArm };
};

const countBy = async (source: PassSource, query: RecordQuery, design: Design): Promise<StatusCount> => {
  const statuses = needOf(design.instruments.map(({ statusColumn }) => statusColumn));
  const need = needWith(statuses, query, design);
  const kept = JSON.stringify(['statuses', design.revision, query]);
  const start = () => summaryOf(query, createCounting(design));
  // A summary under this name is what `start` makes.
  const passed = (await source.exportSummary({
    ...exportArgs(need, design),
    ...queryArgs(query),
    kept,
    start,
  })) as Passed;
  const counted = await countByPlace(passed.records, design);
  return { design, need, columns: passed.columns, cells: passed.cells, ...counted };
};

/** Counts the form statuses of the records that a query selects, in one pass over nothing but record names and statuses. */
export const countStatuses = async (source: PassSource, query: RecordQuery): Promise<StatusCount> =>
  readByCurrentDesign(await source.design(), source, (design) => countBy(source, query, design));
