import { specifiedDirectives } from 'graphql';
import { partDirectives } from '../plan/part.ts';
import { settleLists } from '../plan/settled-list.ts';
import { noteMutations } from './mutation-note.ts';
import { builder } from './builder.ts';
import { asOperations } from './mutation-operation.ts';
import { checkNeeds } from './need.ts';
import './scalars.ts';
import './node.ts';
import './project/project.ts';
import './design/arm.ts';
import './design/event.ts';
import './design/instrument.ts';
import './design/field.ts';
import './design/field-property.ts';
import './design/form-event-mapping.ts';
import './design/repeating-setup.ts';
import './access/data-access-group.ts';
import './access/right.ts';
import './access/user-role.ts';
import './access/user.ts';
import './project/capability.ts';
import './record/record.ts';
import './record/value-type.ts';
import './record/event-value.ts';
import './record/instrument-data.ts';
import './record/records-field.ts';
import './record/instrument-data-field.ts';
import './record/import.ts';
import './record/import-file.ts';
import './record/import-progress.ts';
import './record/delete.ts';
import './record/rename.ts';
import './record/randomization.ts';
import './file/file.ts';
import './feed/log.ts';
import './feed/change.ts';
import './design/arm-import.ts';
import './design/event-import.ts';
import './design/form-event-mapping-import.ts';
import './design/repeating-setup-import.ts';
import './design/metadata-import.ts';
import './access/data-access-group-import.ts';
import './access/user-dag-assignment-import.ts';
import './access/data-access-group-switch.ts';
import './access/user-role-import.ts';
import './access/user-role-assignment-import.ts';
import './access/user-import.ts';
import './record/next-name.ts';
import './design/project-settings.ts';
import './project/creation.ts';
import './file/project-xml.ts';
import './file/pdf.ts';
import './file/repository.ts';
import './survey/survey.ts';
import './feed/report.ts';
import './table/table.ts';
import './operation/operation.ts';
import './backup.ts';
import './restoration.ts';

/** The schema that is the same for every project. Throws when a field of records does not say what it needs. */
export const schema = settleLists(
  noteMutations(
    asOperations(checkNeeds(builder.toSchema({ directives: [...specifiedDirectives, ...partDirectives] }))),
  ),
);
