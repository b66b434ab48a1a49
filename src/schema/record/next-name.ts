import { generateNextRecordName } from '../../redcap/methods/record.ts';
import { builder } from '../builder.ts';
import { Project } from '../project/project.ts';

builder.objectField(Project, 'nextRecordName', (t) =>
  t.field({
    type: 'RecordName',
    nullable: true,
    description:
      'The name that REDCap would give to a new record now. It reserves nothing: two callers who ask at once get the same name, and an import under it then changes the record of the other. To create records, use importRecords with `assignRecordNames: true`. REDCap: Generate Next Record Name.',
    // Past reads under way: what was true when another began to ask may not be any more.
    resolve: ({ source }) => source.readFresh(generateNextRecordName, undefined),
  }),
);
