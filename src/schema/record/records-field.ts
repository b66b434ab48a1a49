import { builder } from '../builder.ts';
import { pageArguments } from '../page.ts';
import { Project } from '../project/project.ts';
import { RecordConnection } from './record-connection.ts';
import { RecordFilterInput } from './filter.ts';
import { recordsPage } from './record-page.ts';
import { readRecordQuery, recordQueryTexts } from './query.ts';

builder.objectField(Project, 'records', (t) =>
  t.field({
    type: RecordConnection,
    nullable: true,
    description:
      'Records in the order of their names. One export lists the names, and one more brings the page with just the selected fields. Each further page costs one export. To count alone (`first: 0`) costs the list only. REDCap: Export Records.',
    args: {
      ...pageArguments('Records'),
      where: t.arg({
        type: RecordFilterInput,
        description: 'Only records in which at least one row (event or instance) satisfies this filter.',
      }),
      filterLogic: t.arg({
        type: 'RedcapLogic',
        description: recordQueryTexts.filterLogic,
      }),
      dataAccessGroups: t.arg.stringList({
        description: recordQueryTexts.dataAccessGroups,
      }),
      changedSince: t.arg({
        type: 'LocalDateTime',
        description:
          "Only records that REDCap's log shows as created or changed after this time, on the server's clock. Deleted records are not listed.",
      }),
    },
    resolve: async ({ source }, args, context, info) => {
      const design = await source.design();
      return recordsPage(source, readRecordQuery(args, design), args, context, info);
    },
  }),
);
