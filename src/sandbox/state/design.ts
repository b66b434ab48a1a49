import type { ArmDefinition, DagDefinition, EventDefinition, FieldDefinition, SandboxProject } from './project.ts';

/** One option of a choice field: what is stored, and what people read. */
export interface Choice {
  readonly code: string;
  readonly label: string;
}

/** One option of a checkbox field with the column that holds it in exports and imports. */
export interface CheckboxOption extends Choice {
  readonly column: string;
}

/**
 * The event that a classic project has and never shows. Null in a project whose events were made by someone.
 * Without `internalEventId`, a project has such an event when its longitudinal flag is unset.
 */
export const internalEvent = (project: SandboxProject): EventDefinition | null => {
  if (project.internalEventId === null) return null;
  if (project.internalEventId !== undefined) {
    return project.events.find((event) => event.eventId === project.internalEventId) ?? null;
  }
  return project.settings.is_longitudinal || project.events.length > 1 ? null : (project.events[0] ?? null);
};

/** What `is_longitudinal` exports: the flag is set and events exist besides the internal one (EVIDENCE.md#effective-longitudinal-flag). */
export const effectiveLongitudinal = (project: SandboxProject): boolean => {
  if (!project.settings.is_longitudinal) return false;
  const internal = internalEvent(project);
  return project.events.some((event) => event !== internal);
};

/** The events in REDCap's order: by arm, and then as they were added. A classic project has its one internal event. */
export const listEvents = (project: SandboxProject): EventDefinition[] => {
  if (!effectiveLongitudinal(project)) return project.events.slice(0, 1);
  const internal = internalEvent(project);
  return project.events.filter((event) => event !== internal).sort((a, b) => a.armNum - b.armNum);
};

/** The arms that have events, by number; none in a classic project. */
export const listArms = (project: SandboxProject): ArmDefinition[] => {
  if (!effectiveLongitudinal(project)) return [];
  const used = new Set(listEvents(project).map((event) => event.armNum));
  return project.arms.filter((arm) => used.has(arm.armNum)).sort((a, b) => a.armNum - b.armNum);
};

/** The event of this unique name, among those that `listEvents` gives. */
export const eventByUniqueName = (project: SandboxProject, uniqueName: string): EventDefinition | undefined =>
  listEvents(project).find((event) => event.uniqueEventName === uniqueName);

/** The forms designated for an event, in project order; in a classic project all. */
export const eventForms = (project: SandboxProject, eventId: number): string[] => {
  const names = project.instruments.map((instrument) => instrument.name);
  if (!effectiveLongitudinal(project)) return names;
  const designated = new Set(
    project.mappings.filter((mapping) => mapping.eventId === eventId).map((mapping) => mapping.form),
  );
  return names.filter((name) => designated.has(name));
};

/** Whether any instrument or event of the project repeats. */
export const hasRepeating = (project: SandboxProject): boolean => {
  const ids = new Set(listEvents(project).map((event) => event.eventId));
  return project.repeating.some((entry) => ids.has(entry.eventId));
};

/** The name of the first field; "" in a project without fields. */
export const recordIdField = (project: SandboxProject): string => project.fields[0]?.field_name ?? '';

/** The field of this name. */
export const fieldByName = (project: SandboxProject, name: string): FieldDefinition | undefined =>
  project.fields.find((field) => field.field_name === name);

/** A form's fields in dictionary order, without its status field. */
export const formFields = (project: SandboxProject, form: string): FieldDefinition[] =>
  project.fields.filter((field) => field.form_name === form);

/** The name of a form's status field. */
export const statusField = (form: string): string => `${form}_complete`;

/** Whether the instrument is a survey. */
export const isSurvey = (project: SandboxProject, form: string): boolean =>
  project.surveys.some((survey) => survey.form === form);

/** `code, label | code, label` read as REDCap reads it. A piece without a comma is both code and label. */
export const parseChoices = (text: string): Choice[] =>
  text
    .split('|')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => {
      const comma = piece.indexOf(',');
      return comma < 0
        ? { code: piece, label: piece }
        : { code: piece.slice(0, comma).trim(), label: piece.slice(comma + 1).trim() };
    });

/** The project's missing-data codes. */
export const missingDataCodes = (project: SandboxProject): Choice[] =>
  parseChoices(project.settings.missing_data_codes);

/** Whether a stored value is one of the project's missing-data codes. A field of any type may hold such a code. */
export const isMissingDataCode = (project: SandboxProject, value: string): boolean =>
  value !== '' && missingDataCodes(project).some(({ code }) => code === value);

const fixedChoices: Readonly<Record<string, readonly Choice[]>> = {
  yesno: [
    { code: '1', label: 'Yes' },
    { code: '0', label: 'No' },
  ],
  truefalse: [
    { code: '1', label: 'True' },
    { code: '0', label: 'False' },
  ],
};

/**
 * The options of a choice field; other fields have none. With the project, its missing-data codes follow where the
 * field takes them.
 */
export const choicesOf = (field: FieldDefinition, project?: SandboxProject): Choice[] => {
  const fixed = fixedChoices[field.field_type];
  const isList = ['radio', 'dropdown', 'checkbox'].includes(field.field_type);
  if (fixed === undefined && !isList) return [];
  const own = fixed === undefined ? parseChoices(field.select_choices_or_calculations) : [...fixed];
  if (project === undefined || /@NOMISSING\b/.test(field.field_annotation)) return own;
  const codes = new Set(own.map((choice) => choice.code));
  return [...own, ...missingDataCodes(project).filter((choice) => !codes.has(choice.code))];
};

/**
 * The column of one checkbox option. The code is in lower case, and characters but letters, digits and underscores
 * become underscores.
 */
export const checkboxColumn = (fieldName: string, code: string): string =>
  `${fieldName}___${code.toLowerCase().replace(/[^a-z0-9_]/g, '_')}`;

/** The options of a checkbox field with their columns, missing-data codes last. */
export const checkboxOptions = (project: SandboxProject, field: FieldDefinition): CheckboxOption[] =>
  choicesOf(field, project).map((choice) => ({ ...choice, column: checkboxColumn(field.field_name, choice.code) }));

/** The group of this unique name. */
export const dagByUniqueName = (project: SandboxProject, uniqueName: string): DagDefinition | undefined =>
  project.dags.find((dag) => dag.uniqueName === uniqueName);

/** The unique name of the group with this id; "" for none. */
export const nameDag = (project: SandboxProject, groupId: number | null): string =>
  project.dags.find((dag) => dag.groupId === groupId)?.uniqueName ?? '';
