import { effectiveLongitudinal, eventForms, listEvents, missingDataCodes, statusField } from '../state/design.ts';
import type { EventDefinition, FieldDefinition, SandboxProject } from '../state/project.ts';

/** What logic needs to know of a project's design, gathered once for many rows. */
export interface LogicSetting {
  readonly project: SandboxProject;
  readonly longitudinal: boolean;
  readonly recordIdField: string;
  readonly fields: ReadonlyMap<string, NamedField>;
  readonly missingCodes: ReadonlySet<string>;
  /** In project order; a classic project has its one internal event. */
  readonly events: readonly EventSetting[];
}

/** A name that may stand in brackets: a field of the dictionary, or a form's status. */
export interface NamedField {
  readonly name: string;
  readonly form: string;
  readonly kind: 'status' | 'checkbox' | 'other';
  /** Whether values are stored with a decimal comma. */
  readonly commaDecimal: boolean;
}

/** One event with the forms that are filled there. */
export interface EventSetting {
  readonly event: EventDefinition;
  readonly forms: ReadonlySet<string>;
  /** Whether the whole event repeats. */
  readonly repeats: boolean;
  /** Forms that repeat by themselves. */
  readonly repeatingForms: ReadonlySet<string>;
}

/** Gathers what logic needs to know of a project. It is good until the design changes. */
export function readSetting(project: SandboxProject): LogicSetting {
  const statuses = project.instruments.map(({ name }): NamedField => ({
    name: statusField(name),
    form: name,
    kind: 'status',
    commaDecimal: false,
  }));
  return {
    project,
    longitudinal: effectiveLongitudinal(project),
    recordIdField: project.fields[0]?.field_name ?? '',
    fields: new Map([...statuses, ...project.fields.map(readField)].map((field) => [field.name, field])),
    missingCodes: new Set(missingDataCodes(project).map((choice) => choice.code)),
    events: listEvents(project).map((event) => readEvent(project, event)),
  };
}

const readField = (field: FieldDefinition): NamedField => ({
  name: field.field_name,
  form: field.form_name,
  kind: field.field_type === 'checkbox' ? 'checkbox' : 'other',
  commaDecimal: field.text_validation_type_or_show_slider_number.endsWith('comma_decimal'),
});

function readEvent(project: SandboxProject, event: EventDefinition): EventSetting {
  const repeating = project.repeating.filter((entry) => entry.eventId === event.eventId);
  const repeats = repeating.some((entry) => entry.form === '');
  return {
    event,
    forms: new Set(eventForms(project, event.eventId)),
    repeats,
    repeatingForms: new Set(repeats ? [] : repeating.map((entry) => entry.form)),
  };
}
