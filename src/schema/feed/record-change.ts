import { builder } from '../builder.ts';
import { needsNothing, needsSelection } from '../need.ts';
import { findProject, keyArgument } from '../project/project.ts';
import { RecordFilterInput } from '../record/filter.ts';
import { readRecordQuery } from '../record/query.ts';
import { Change } from './change.ts';
import { followChanges, type ChangeEventShape } from './change-stream.ts';

const ChangeEvent = builder.objectRef<ChangeEventShape>('ChangeEvent').implement({
  description: 'One event of `recordChanges`.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description:
        'Keep it when you have dealt with the event, and give it as `after` to go on behind it. It is also the `id` of the server-sent event, and a cursor of `changes`.',
      extensions: needsNothing,
    }),
    change: t.field({
      type: Change,
      nullable: true,
      description:
        'What has become of a record. Null in the first event, which says that the subscription stands and where it begins.',
      extensions: needsSelection,
      resolve: ({ change }) => change,
    }),
    matches: t.exposeBoolean('matches', {
      description:
        'The record satisfies `where` now, or no `where` was given. False for a changed record that does not, because it may have done so before: drop it from what you show. True for a deleted record, of which nobody can say.',
      extensions: needsNothing,
    }),
    namesChecked: t.exposeBoolean('namesChecked', {
      description:
        'False when the gateway does not remember which names it reported to you before this event. Do then what `namesChecked` of `changes` says.',
      extensions: needsNothing,
    }),
  }),
});

builder.subscriptionField('recordChanges', (t) =>
  t.field({
    type: ChangeEvent,
    description:
      'What becomes of records, as it is noticed: created, updated, deleted, renamed. Each is reported at least once. The first event comes at once and has no change. All who follow a project by one token share one look at REDCap, every 30 seconds unless the gateway is configured otherwise. A look costs three calls. A record that is selected costs one export more for up to 100 changes. Writes of this gateway are noticed within seconds. An error that does not pass ends the subscription: subscribe again with the last cursor. Needs the Logging right; FORBIDDEN without it. REDCap: Export Logging, Export Records.',
    args: {
      project: t.arg.string(keyArgument),
      after: t.arg.string({
        description:
          'The cursor of the last event that you dealt with, or one of `changes`. Left out, the changes begin now. The header `Last-Event-ID` goes before it.',
      }),
      where: t.arg({
        type: RecordFilterInput,
        description:
          'Reports new records only where at least one row (event or instance) satisfies this filter. Of others see `matches`.',
      }),
    },
    subscribe: (_root, { project, after, where }, context, info) =>
      followChanges(
        findProject(context, project, 'project'),
        { after, query: (design) => (where == null ? null : readRecordQuery({ where }, design)) },
        context,
        info,
      ),
    resolve: ({ recordChanges }) => recordChanges,
  }),
);
