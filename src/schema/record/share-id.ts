import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { badUserInput } from '../../errors.ts';
import type { Design } from '../../graph/design/design.ts';
import { createKeySearch, type FindByKey } from '../../loaders/record/key-search.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { needsNothing } from '../need.ts';
import { Project } from '../project/project.ts';
import { selectionsOf, type SelectedField } from '../selection.ts';
import { loadRecord, Record, type RecordShape } from './record.ts';

/** The id that all callers share of a record of this name. */
const shareIdOf = ({ sharedNames }: Context, { connection }: ProjectSource, { rows }: Design, name: string): string =>
  sharedNames.shareIdOf({ host: connection.host, projectId: rows.project.project_id }, name);

/** The search of each project of a request, so that fields of one operation share it. */
const searches = new WeakMap<ProjectSource, FindByKey>();

const searchOf = (source: ProjectSource, design: Design, context: Context): FindByKey => {
  const known = searches.get(source);
  if (known !== undefined) return known;
  const search = createKeySearch(source.records, (name) => shareIdOf(context, source, design, name));
  searches.set(source, search);
  return search;
};

/** The record that this token lists and that has the id, with what the selections need of it; null when there is none. */
export const loadSharedRecord = async (
  source: ProjectSource,
  shareId: string,
  context: Context,
  selections: readonly SelectedField[],
): Promise<RecordShape | null> => {
  if (!context.sharedNames.isShareId(shareId)) {
    throw badUserInput('shareId is not the share id of a record: give Record.shareId, unchanged.', 'shareId');
  }
  const name = await searchOf(source, await source.design(), context)(shareId);
  const record = name === null ? null : await loadRecord(source, name, selections);
  // REDCap finds a record by its name in other capitals too, and another name has another id.
  return record?.name === name ? record : null;
};

builder.objectField(Record, 'shareId', (t) =>
  t.id({
    description:
      'An id of the record for links that are shared: the same for all callers of the project, while the gateway keeps its secret. It does not show the record name, and a record that is renamed gets another one. `Project.recordByShareId` finds the record.',
    extensions: needsNothing,
    resolve: ({ source, design, name }, _args, context) => shareIdOf(context, source, design, name),
  }),
);

builder.objectField(Project, 'recordByShareId', (t) =>
  t.field({
    type: Record,
    nullable: true,
    description:
      'One record by its `shareId`; null when there is none among those that this token lists. It costs what `record` costs, and one export of the record names where the gateway does not keep them. A record that does not come is as with `record`.',
    args: {
      shareId: t.arg.id({
        required: true,
        description: 'A `Record.shareId`, which any caller of the project may have been given.',
      }),
    },
    resolve: ({ source }, { shareId }, context: Context, info: GraphQLResolveInfo) =>
      loadSharedRecord(source, String(shareId), context, selectionsOf(info)),
  }),
);
