import type { GraphQLResolveInfo } from 'graphql';
import type { FormStatus } from '../../graph/dictionary/form-status.ts';
import { withheldOf } from '../../graph/withheld.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { everyRecord } from '../../loaders/record/query.ts';
import type { StatusCell, StatusCount } from '../../loaders/record/status-count.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { builder } from '../builder.ts';
import { Arm, armShape, type ArmShape } from '../design/arm.ts';
import { Event, eventShape, type EventShape } from '../design/event.ts';
import { Instrument, instrumentShape } from '../design/instrument.ts';
import { Project } from '../project/project.ts';
import { selectionsOf } from '../selection.ts';
import { Completeness, type CompletenessShape } from './completeness.ts';
import { AbsenceEnum } from './field-value.ts';
import { omittedIn } from './omitted-field.ts';
import { checkGroups, recordQueryTexts } from './query.ts';

interface DashboardShape {
  readonly source: ProjectSource;
  readonly counted: StatusCount;
  /** Form statuses that did not come. */
  readonly withheld: ReadonlySet<string>;
  readonly completeness: CompletenessShape;
}

interface CellShape extends StatusCell {
  readonly dashboard: DashboardShape;
}

interface ArmCount {
  readonly arm: ArmShape;
  readonly recordCount: number;
}

interface EventCount {
  readonly event: EventShape;
  readonly recordCount: number;
}

const ArmRecordCount = builder.objectRef<ArmCount>('ArmRecordCount').implement({
  description: 'How many records an arm has.',
  extensions: readAtOnce,
  fields: (t) => ({
    arm: t.field({ type: Arm, description: 'The arm.', resolve: ({ arm }) => arm }),
    recordCount: t.exposeInt('recordCount', {
      description: 'Records with a row in an event of the arm. A record in several arms counts in each.',
    }),
  }),
});

const EventRecordCount = builder.objectRef<EventCount>('EventRecordCount').implement({
  description: 'How many records an event has.',
  extensions: readAtOnce,
  fields: (t) => ({
    event: t.field({ type: Event, description: 'The event.', resolve: ({ event }) => event }),
    recordCount: t.exposeInt('recordCount', {
      description: 'Records with a row in the event. A record with several instances of the event counts once.',
    }),
  }),
});

const isWithheld = ({ dashboard, instrument }: CellShape): boolean => dashboard.withheld.has(instrument.statusColumn);

const countOf = (status: FormStatus) => (cell: CellShape) => (isWithheld(cell) ? null : cell.counts[status]);

const RecordStatusCell = builder.objectRef<CellShape>('RecordStatusCell').implement({
  description:
    'How often each form status is stored of one instrument in one event. Where the instrument or the event repeats, each instance counts. Where neither does, each record counts once.',
  extensions: readAtOnce,
  fields: (t) => ({
    event: t.field({
      type: Event,
      nullable: true,
      description: 'The event; null in a classic project.',
      resolve: ({ dashboard: { source, counted }, event }) =>
        event === null ? null : eventShape(source, counted.design, event),
    }),
    instrument: t.field({
      type: Instrument,
      description: 'The instrument.',
      resolve: ({ dashboard: { source, counted }, instrument }) => instrumentShape(source, counted.design, instrument),
    }),
    incomplete: t.int({
      nullable: true,
      description: 'How many are incomplete (0, red). Null where `absence` says why.',
      resolve: countOf('INCOMPLETE'),
    }),
    unverified: t.int({
      nullable: true,
      description: 'How many are unverified (1, yellow). Null where `absence` says why.',
      resolve: countOf('UNVERIFIED'),
    }),
    complete: t.int({
      nullable: true,
      description: 'How many are complete (2, green). Null where `absence` says why.',
      resolve: countOf('COMPLETE'),
    }),
    absence: t.field({
      type: AbsenceEnum,
      nullable: true,
      description: 'Why there are no counts: NOT_EXPORTED, or null when there are counts.',
      resolve: (cell) => (isWithheld(cell) ? 'NOT_EXPORTED' : null),
    }),
  }),
});

const RecordStatusDashboard = builder.objectRef<DashboardShape>('RecordStatusDashboard').implement({
  description:
    "How many records there are, and how far their instruments are filled in. REDCap's page of this name has a row for each record; here are the sums.",
  extensions: readAtOnce,
  fields: (t) => ({
    recordCount: t.int({
      description: 'Records that this caller may see.',
      resolve: ({ counted }) => counted.recordCount,
    }),
    arms: t.field({
      type: [ArmRecordCount],
      description: 'The records of each arm, by number; empty in a classic project.',
      resolve: ({ source, counted: { design, recordsInArm } }) =>
        design.arms.map((arm) => ({
          arm: armShape(source, design, arm),
          recordCount: recordsInArm.get(arm.armNum) ?? 0,
        })),
    }),
    events: t.field({
      type: [EventRecordCount],
      description: 'The records of each event, in project order; empty in a classic project.',
      resolve: ({ source, counted: { design, recordsInEvent } }) =>
        design.events.map((event) => ({
          event: eventShape(source, design, event),
          recordCount: recordsInEvent.get(event.uniqueEventName) ?? 0,
        })),
    }),
    cells: t.field({
      type: [RecordStatusCell],
      description:
        'Each designated instrument of each event, in project order. An instrument without a stored status (grey) is in no count.',
      resolve: (dashboard) => dashboard.counted.cells.map((cell) => ({ ...cell, dashboard })),
    }),
    completeness: t.field({
      type: Completeness,
      description:
        'Whether all statuses came. One export brings records and statuses, so that nothing shows a record that it lacks.',
      resolve: ({ completeness }) => completeness,
    }),
  }),
});

const readDashboard = async (
  source: ProjectSource,
  dataAccessGroups: readonly string[] | null,
  info: GraphQLResolveInfo,
): Promise<DashboardShape> => {
  const counted = await source.records.countStatuses({ ...everyRecord, dataAccessGroups });
  const { design, need, columns } = counted;
  const statuses = design.instruments.map(({ statusColumn }) => statusColumn);
  const records = columns.length === 0 ? [] : [{ columns: new Set(columns) }];
  const asked = { source, design, need, records, unknownFields: new Set<string>(), filtered: [] };
  return {
    source,
    counted,
    withheld: new Set(withheldOf(statuses, columns, design)),
    completeness: { omittedFields: await omittedIn(selectionsOf(info), asked), missingRecords: [] },
  };
};

builder.objectField(Project, 'recordStatusDashboard', (t) =>
  t.field({
    type: RecordStatusDashboard,
    nullable: true,
    description:
      "Counts of records and form statuses, by event and instrument. One export brings the record names and the statuses, of whatever length, and the gateway holds names and sums alone. REDCap's page Record Status Dashboard; REDCap: Export Records.",
    args: {
      dataAccessGroups: t.arg.stringList({
        description: recordQueryTexts.dataAccessGroups,
      }),
    },
    resolve: ({ source }, { dataAccessGroups }, _context, info) =>
      readDashboard(source, checkGroups(dataAccessGroups), info),
  }),
);
