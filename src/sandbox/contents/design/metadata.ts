import type { Answer } from '../../call/answer.ts';
import { exportRight, importRights } from '../../call/right.ts';
import { developmentOnly } from '../../call/condition.ts';
import type { Call } from '../../call/call.ts';
import { fieldByName } from '../../state/design.ts';
import type { SandboxMethod } from '../../call/method.ts';
import { refuseUnknown } from '../../parameter/list.ts';
import { importMetadata } from './metadata-import.ts';
import { metadataColumns } from './metadata-row.ts';

/** A form by its name, or by its label's spelling with blanks. */
const spellForm = (name: string): string => name.trim().replace(/\s+/g, '_');

const exportMetadata = ({ project, parameters, store }: Call): Answer => {
  const fields = parameters.list('fields');
  const forms = parameters.list('forms').map(spellForm);
  refuseUnknown('fields', fields, (name) => fieldByName(project, name) !== undefined);
  refuseUnknown('forms', forms, (name) => project.instruments.some((instrument) => instrument.name === name));
  const isWhole = fields.length === 0 && forms.length === 0;
  const rows = project.fields.filter(
    (field) => isWhole || fields.includes(field.field_name) || forms.includes(field.form_name),
  );
  // EVIDENCE.md#metadata-columns
  const isMore = store.variants['metadata-columns'] === 'more';
  const columns = isMore
    ? [...metadataColumns.slice(0, 5), 'field_color', ...metadataColumns.slice(5)]
    : metadataColumns;
  return { kind: 'table', columns, rows: rows.map((field) => ({ field_color: '', ...field })), whenEmpty: 'header' };
};

/** Export and Import Metadata (Data Dictionary); an import replaces the whole dictionary. */
export const metadataMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Metadata (Data Dictionary)',
    content: 'metadata',
    action: 'export',
    rights: [exportRight],
    handle: exportMetadata,
  },
  {
    title: 'Import Metadata (Data Dictionary)',
    content: 'metadata',
    action: 'import',
    rights: importRights('design'),
    statuses: developmentOnly('You cannot import metadata because the project is not in Development status'),
    handle: importMetadata,
  },
];
