import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { isAbsent } from '../graph/need.ts';
import { locateInstance } from '../loaders/record/instance-list.ts';
import type { InstancePlace } from '../loaders/record/query.ts';
import type { InstrumentDataConnectionShape } from '../schema/record/instrument-data-connection.ts';
import type { InstrumentDataShape } from '../schema/record/instrument-data.ts';
import { omittedFields } from '../schema/record/completeness.ts';
import { cursorsOf } from '../schema/cursor.ts';
import { readPage, slicePage, type PageArgs } from '../schema/page.ts';
import type { RecordShape } from '../schema/record/record.ts';
import { below, selectionsOf } from '../schema/selection.ts';

const LIST = 'instances';

const placeOf = ({ node }: InstrumentDataShape): InstancePlace => [
  node.record.name,
  node.event?.uniqueEventName ?? null,
  node.repeatInstance,
];

/** Fields that the selection asks for and that REDCap did not send for the record. */
const withheldOf = (record: RecordShape, info: GraphQLResolveInfo): string[] => {
  const selections = selectionsOf(info);
  const selected = [...below(selections, 'nodes'), ...below(selections, 'edges', 'node')];
  const names = selected.flatMap(({ target }) => (target?.kind === 'field' ? [target.fieldName] : []));
  const came = record.node?.columns ?? new Set<string>();
  return [...new Set(names)].filter(
    (name) => record.design.field(name) !== undefined && isAbsent(name, came, record.design),
  );
};

/** A page of what is saved of an instrument in one record. All of it came with the record; a page costs nothing more. */
export const instancePage = (
  record: RecordShape,
  instances: readonly InstrumentDataShape[],
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): InstrumentDataConnectionShape => {
  const asked = readPage(context, LIST, record.source.key, args);
  const cursors = cursorsOf(context, LIST, record.source.key);
  const cursorOf = (data: InstrumentDataShape): string => cursors.write(placeOf(data));
  const range = asked.rangeIn(instances.length, (place) =>
    // The cursors of this list hold nothing but such places.
    locateInstance(instances.map(placeOf), place as unknown as InstancePlace),
  );
  const { items, ...page } = slicePage(instances, range, cursorOf);
  return {
    ...page,
    edges: items.map((node) => ({ node, cursor: () => cursorOf(node) })),
    isWithin: true,
    completeness: () => ({
      omittedFields: omittedFields(withheldOf(record, info), [], {
        gone: record.unknownFields,
        keptBack: record.source.connection.narrowing?.withheldIn(record.design),
      }),
      missingRecords: [],
    }),
  };
};
