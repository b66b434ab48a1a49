import type { CellRow } from '../../redcap/methods/record-cell.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import type { EventNode } from '../design/design.ts';
import type { InstrumentDataNode, RecordEventNode, RecordNode } from './record.ts';
import type { RowReading } from './row-reading.ts';

/** The order of rows is not promised by REDCap, but mostly it is right. */
const sortIfNeeded = <Item>(items: Item[], compare: (left: Item, right: Item) => number): void => {
  for (let index = 1; index < items.length; index += 1) {
    const [left, right] = [items[index - 1], items[index]];
    if (left !== undefined && right !== undefined && compare(left, right) > 0) {
      items.sort(compare);
      return;
    }
  }
};

const compareInstruments = (a: InstrumentDataNode, b: InstrumentDataNode): number =>
  a.instrument.position - b.instrument.position || (a.repeatInstance ?? 0) - (b.repeatInstance ?? 0);

const none: readonly InstrumentDataNode[] = [];

/** An event of a record while its rows are read. Its own cells are copied when somebody looks at them, which few do. */
export class EventDraft implements RecordEventNode {
  readonly record: RecordNode;
  readonly event: EventNode | null;
  readonly repeatInstance: number | null;
  /** Most events have rows of one instrument, for which the list has its room from the start. */
  #instruments: InstrumentDataNode[] | undefined;
  ownRow: CellRow | null = null;
  readonly #pickOwn: RowReading['ownCells'];

  constructor(record: RecordNode, event: EventNode | null, instance: number | null, pickOwn: RowReading['ownCells']) {
    this.record = record;
    this.event = event;
    this.repeatInstance = instance;
    this.#pickOwn = pickOwn;
  }

  get instruments(): readonly InstrumentDataNode[] {
    return this.#instruments ?? none;
  }

  add(data: InstrumentDataNode): void {
    if (this.#instruments === undefined) this.#instruments = [data];
    else this.#instruments.push(data);
  }

  sort(): void {
    if (this.#instruments !== undefined) sortIfNeeded(this.#instruments, compareInstruments);
  }

  get ownCells(): RecordRow | null {
    return this.ownRow === null ? null : this.#pickOwn(this.ownRow);
  }
}

/** In project order; a repeating event's instances by their numbers. */
const compareDrafts = (a: RecordEventNode, b: RecordEventNode): number =>
  (a.event?.position ?? 0) - (b.event?.position ?? 0) || (a.repeatInstance ?? 0) - (b.repeatInstance ?? 0);

/** So many events are looked through. Where there are more, such as the days of a diary, their places are noted. */
const FEW = 16;

/** The events of a record while its rows are read. However many they are, one is found by a few looks. */
export class EventDrafts {
  readonly all: EventDraft[] = [];
  #byPlace: Map<EventNode | null, Map<number | null, EventDraft>> | undefined;

  find(event: EventNode | null, instance: number | null): EventDraft | undefined {
    const isAt = (draft: EventDraft): boolean => draft.event === event && draft.repeatInstance === instance;
    // It is mostly the last one, since the rows of an event come one after another.
    const last = this.all.at(-1);
    if (last === undefined || isAt(last)) return last;
    return this.#byPlace === undefined ? this.all.find(isAt) : this.#byPlace.get(event)?.get(instance);
  }

  add(draft: EventDraft): EventDraft {
    this.all.push(draft);
    if (this.#byPlace !== undefined) this.#note(draft);
    else if (this.all.length > FEW) for (const one of this.all) this.#note(one);
    return draft;
  }

  /** Puts the events, and what each of them holds, in order. */
  sort(): void {
    for (const draft of this.all) draft.sort();
    sortIfNeeded(this.all, compareDrafts);
  }

  #note(draft: EventDraft): void {
    this.#byPlace ??= new Map();
    const places = this.#byPlace.get(draft.event) ?? new Map<number | null, EventDraft>();
    this.#byPlace.set(draft.event, places.set(draft.repeatInstance, draft));
  }
}
