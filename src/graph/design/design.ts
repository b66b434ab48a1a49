import type { ArmRow } from '../../redcap/methods/arm.ts';
import type { EventRow } from '../../redcap/methods/event.ts';
import type { FieldNameRow } from '../../redcap/methods/field-name.ts';
import type { FormEventMappingRow } from '../../redcap/methods/form-event-mapping.ts';
import type { InstrumentRow } from '../../redcap/methods/instrument.ts';
import type { MetadataRow } from '../../redcap/methods/metadata.ts';
import type { ProjectRow } from '../../redcap/methods/project.ts';
import type { RepeatingRow } from '../../redcap/methods/repeating-setup.ts';
import type { ChoiceNode } from '../dictionary/choice.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import type { KindName } from '../kind/table.ts';

/** Everything that the API returns about a project's design, as rows. */
export interface DesignRows {
  readonly project: ProjectRow;
  readonly metadata: readonly MetadataRow[];
  readonly fieldNames: readonly FieldNameRow[];
  readonly instruments: readonly InstrumentRow[];
  /** Empty in a classic project. */
  readonly arms: readonly ArmRow[];
  readonly events: readonly EventRow[];
  readonly mappings: readonly FormEventMappingRow[];
  /** Null when the token may not read it (it needs the Design right): it is then inferred from data rows. */
  readonly repeating: readonly RepeatingRow[] | null;
}

export interface ArmNode {
  readonly armNum: number;
  readonly name: string;
}

export interface EventNode {
  readonly uniqueEventName: string;
  readonly eventName: string;
  readonly customEventLabel: string | null;
  readonly eventId: number | null;
  readonly armNum: number;
  readonly dayOffset: number | null;
  readonly offsetMin: number | null;
  readonly offsetMax: number | null;
  /** From 0, in project order. */
  readonly position: number;
  /** The whole event repeats. */
  readonly isRepeating: boolean;
}

export interface InstrumentNode {
  readonly name: string;
  readonly label: string;
  /** From 0, in project order. */
  readonly position: number;
  /** `<name>_complete`. */
  readonly statusColumn: string;
}

/** A field of a project, with the kind of values that it holds. */
export interface FieldNode extends DictionaryField {
  readonly kind: KindName;
}

export interface FormEventMappingNode {
  readonly event: EventNode;
  readonly instrument: InstrumentNode;
}

export interface RepeatingNode {
  /** Null in a classic project. */
  readonly event: EventNode | null;
  /** Null when the whole event repeats. */
  readonly instrument: InstrumentNode | null;
  readonly customLabel: string | null;
}

export type RepeatKind = 'NONE' | 'INSTRUMENT' | 'EVENT';

/** A project's design with its look-ups; immutable, built by `buildDesign`. */
export interface Design {
  readonly rows: DesignRows;
  /** `r-` and 12 hex digits; the same exactly for the same design. */
  readonly revision: string;
  /**
   * 64 hex digits; the same exactly for the same design with the same export columns, whatever the project. Ids that the
   * server gave (`eventId`) and the project's title, notes, status and dates are not in it.
   */
  readonly digest: string;
  readonly isLongitudinal: boolean;
  /** Any instrument or event repeats, so exports carry the two repeat columns. */
  readonly hasRepeating: boolean;
  readonly recordIdField: FieldNode;
  readonly arms: readonly ArmNode[];
  /** In project order; empty in a classic project. */
  readonly events: readonly EventNode[];
  readonly instruments: readonly InstrumentNode[];
  readonly fields: readonly FieldNode[];
  readonly mappings: readonly FormEventMappingNode[];
  readonly repeating: readonly RepeatingNode[];
  readonly missingDataCodes: readonly ChoiceNode[];
  readonly arm: (armNum: number) => ArmNode | undefined;
  readonly event: (uniqueEventName: string) => EventNode | undefined;
  readonly instrument: (name: string) => InstrumentNode | undefined;
  readonly field: (fieldName: string) => FieldNode | undefined;
  /** Fields of one instrument in order, the record id field included on the first. */
  readonly fieldsOf: (instrument: string) => readonly FieldNode[];
  /** Instruments designated for an event, in order; all instruments when `event` is null (classic). */
  readonly instrumentsOf: (event: EventNode | null) => readonly InstrumentNode[];
  /** Events that an instrument is designated for, in order; empty in a classic project. */
  readonly eventsOf: (instrument: string) => readonly EventNode[];
  /** How an instrument repeats in an event (null in a classic project). One instrument may differ from event to event. */
  readonly repeatKind: (event: EventNode | null, instrument: string) => RepeatKind;
  /** The field and, for a checkbox, the code behind a column of an export; undefined for system and status columns. */
  readonly fieldOfColumn: (column: string) => { readonly field: FieldNode; readonly code: string | null } | undefined;
}
