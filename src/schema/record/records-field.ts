import { builder } from '../builder.ts';
import { Project } from '../project/project.ts';
import { RecordConnection } from './record-connection.ts';
import { RecordFilterInput } from './filter.ts';
import { recordsPage } from './record-page.ts';
import { readRecordQuery } from './query.ts';

builder.objectField(Project, 'records', (t) =>
  t.field({
    type: RecordConnection,
    nullable: true,
    description:
      'Records in the order of their names. One export lists the names, one more brings the page with just the fields that are selected; further pages of a list cost one each. Counting alone (`first: 0`) costs the list only.',
    args: {
      first: t.arg.int({ defaultValue: 50, required: true, description: 'Records on the page, 0 to 100.' }),
      after: t.arg.string({ description: 'The endCursor of the page before.' }),
      where: t.arg({
        type: RecordFilterInput,
        description: 'Only records of which at least one row (event or instance) satisfies this.',
      }),
      filterLogic: t.arg({
        type: 'RedcapLogic',
        description: "The same in REDCap's own logic. Not together with `where`.",
      }),
      dataAccessGroups: t.arg.stringList({
        description: 'Only records of these groups, by unique name; "" stands for records in no group.',
      }),
      changedSince: t.arg({
        type: 'LocalDateTime',
        description:
          "Only records created or changed after this time, by REDCap's log (server time, exclusive). Deleted records do not show.",
      }),
    },
    resolve: async ({ source }, args, context, info) => {
      const design = await source.design();
      return recordsPage(source, readRecordQuery(args, design), args, context, info);
    },
  }),
);
