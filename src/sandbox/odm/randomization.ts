import type { FieldDefinition, Randomization, SandboxProject } from '../state/project.ts';
import type { ScheduleReading } from './event.ts';
import type { XmlElement } from './xml.ts';
import { attributeOf, childrenOf, findChild } from './xml.ts';

/** How many stratification fields a randomization of REDCap's may have. */
const strataLimit = 15;

const places = Array.from({ length: strataLimit }, (_nothing, index) => String(index + 1));

/**
 * The randomizations of a project XML, numbered as they stand in the file (EVIDENCE.md#randomization-in-xml). The
 * allocation tables are not in it. A randomization whose target field is unknown is left out.
 */
export const readRandomizations = (
  globals: XmlElement | undefined,
  fields: readonly FieldDefinition[],
  schedule: ScheduleReading,
): Randomization[] => {
  const types = new Map(fields.map((field) => [field.field_name, field.field_type]));
  const ids = new Map(schedule.events.map((event) => [event.uniqueEventName, event.eventId]));
  const [first] = schedule.events;
  // A classic file names the internal event, by whatever name its server has for it.
  const eventOf = (name: string): number | undefined => (schedule.isLongitudinal ? ids.get(name) : first?.eventId);
  return childrenOf(findChild(globals, 'redcap:RandomizationGroup'), 'redcap:Randomization').flatMap(
    (element, index) => {
      const targetField = attributeOf(element, 'target_field');
      const targetEventId = eventOf(attributeOf(element, 'target_event'));
      if (!types.has(targetField) || targetEventId === undefined) return [];
      const strata = places.flatMap((place) => {
        const field = attributeOf(element, `source_field${place}`);
        const eventId = eventOf(attributeOf(element, `source_event${place}`));
        return types.has(field) && eventId !== undefined ? [{ field, eventId }] : [];
      });
      return [
        {
          randomizationId: index + 1,
          targetField,
          targetEventId,
          strata,
          byGroup: attributeOf(element, 'group_by') === 'DAG',
          // A text field gets the number of the allocation, and the allocation itself stays concealed.
          isConcealed: types.get(targetField) === 'text',
          table: [],
        },
      ];
    },
  );
};

/** The attributes of each randomization's element. */
export const makeRandomizations = (project: SandboxProject): [string, string][][] => {
  const names = new Map(project.events.map((event) => [event.eventId, event.uniqueEventName]));
  return (project.randomizations ?? []).map(({ targetField, targetEventId, strata, byGroup }) => [
    ['stratified', strata.length > 0 ? '1' : '0'],
    ['group_by', byGroup ? 'DAG' : ''],
    ['target_field', targetField],
    ['target_event', names.get(targetEventId) ?? ''],
    ...places.flatMap((place, index): [string, string][] => {
      const source = strata[index];
      const event = source === undefined ? undefined : names.get(source.eventId);
      return [
        [`source_field${place}`, source?.field ?? ''],
        [`source_event${place}`, event ?? ''],
      ];
    }),
    ...['trigger_option', 'trigger_instrument', 'trigger_event_id', 'trigger_logic'].map((name): [string, string] => [
      name,
      '',
    ]),
  ]);
};
