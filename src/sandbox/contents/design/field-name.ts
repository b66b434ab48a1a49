import type { Answer } from '../../call/answer.ts';
import { exportRight } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { checkboxOptions, formFields, statusField } from '../../state/design.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { FieldDefinition, SandboxProject } from '../../state/project.ts';
import { invalidValues } from '../../call/refusal.ts';

/** One column of a record export: field, real checkbox code, column. */
interface FieldName {
  readonly original_field_name: string;
  readonly choice_value: string;
  readonly export_field_name: string;
}

const nameColumn = (name: string): FieldName => ({
  original_field_name: name,
  choice_value: '',
  export_field_name: name,
});

const nameField = (project: SandboxProject, field: FieldDefinition): FieldName[] => {
  if (field.field_type === 'file' || field.field_type === 'descriptive') return [];
  if (field.field_type !== 'checkbox') return [nameColumn(field.field_name)];
  return checkboxOptions(project, field).map((option) => ({
    original_field_name: field.field_name,
    choice_value: option.code,
    export_field_name: option.column,
  }));
};

const listFieldNames = (project: SandboxProject): FieldName[] =>
  project.instruments.flatMap(({ name }) => [
    ...formFields(project, name).flatMap((field) => nameField(project, field)),
    nameColumn(statusField(name)),
  ]);

const exportFieldNames = ({ project, parameters }: Call): Answer => {
  const wanted = parameters.text('field')?.trim() ?? '';
  const names = listFieldNames(project).filter((name) => wanted === '' || name.original_field_name === wanted);
  if (names.length === 0 && wanted !== '') throw invalidValues('field', [wanted]);
  return {
    kind: 'table',
    columns: ['original_field_name', 'choice_value', 'export_field_name'],
    rows: names.map((name) => ({ ...name })),
    root: 'fields',
    whenEmpty: 'header',
  };
};

/** Export List of Export Field Names. */
export const exportFieldNameMethods: readonly SandboxMethod[] = [
  {
    title: 'Export List of Export Field Names',
    content: 'exportFieldNames',
    action: 'export',
    rights: [exportRight],
    handle: exportFieldNames,
  },
];
