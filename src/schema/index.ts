import { builder } from './builder.ts';
import './scalars.ts';
import './node.ts';
import './project.ts';
import './arm.ts';
import './event.ts';
import './instrument.ts';
import './field.ts';
import './form-event-mapping.ts';
import './repeating-setup.ts';
import './data-access-group.ts';
import './capability.ts';
import './record.ts';
import './instrument-data.ts';
import './record-list.ts';
import './instrument-data-list.ts';
import './record-import.ts';
import './record-delete.ts';
import './record-rename.ts';
import './file.ts';
import './log.ts';
import './arm-import.ts';
import './event-import.ts';
import './form-event-mapping-import.ts';
import './repeating-setup-import.ts';
import './metadata-import.ts';

/** The schema that is the same for every project. */
export const schema = builder.toSchema();
