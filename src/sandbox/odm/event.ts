import type { ArmDefinition, EventDefinition, RepeatingDefinition } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import { readFormName } from './field.ts';
import type { XmlElement } from './xml.ts';
import { attributeOf, childrenOf, findChild } from './xml.ts';

/** The internal event of a classic project. */
const classicEventName = 'event_1_arm_1';

/** What a project XML says about when instruments are filled in. */
export interface ScheduleReading {
  readonly isLongitudinal: boolean;
  readonly arms: ArmDefinition[];
  readonly events: EventDefinition[];
  readonly mappings: { eventId: number; form: string }[];
}

const readInteger = (text: string): number => {
  const value = Number.parseInt(text, 10);
  return Number.isNaN(value) ? 0 : value;
};

/** The unique name of an event by its attribute, or by its OID. */
export const readUniqueEventName = (element: XmlElement, oid: string): string =>
  element.attributes.get('redcap:UniqueEventName') ?? attributeOf(element, oid).replace(/^Event\./, '');

const readArmNum = (definition: XmlElement, uniqueEventName: string): number =>
  readInteger(attributeOf(definition, 'redcap:ArmNum') || (/_arm_(\d+)[a-z]*$/.exec(uniqueEventName)?.[1] ?? '1'));

const readEvent = (definition: XmlElement, store: SandboxStore): EventDefinition => {
  const uniqueEventName = readUniqueEventName(definition, 'OID');
  return {
    eventId: store.nextEventId++,
    armNum: readArmNum(definition, uniqueEventName),
    // The Name of a project with several arms ends in ` (Arm 1: Drug A)`.
    eventName:
      definition.attributes.get('redcap:EventName') ?? attributeOf(definition, 'Name').replace(/ \(Arm \d+: .*\)$/, ''),
    uniqueEventName,
    customEventLabel: attributeOf(definition, 'redcap:CustomEventLabel'),
    dayOffset: readInteger(attributeOf(definition, 'redcap:DayOffset')),
    offsetMin: readInteger(attributeOf(definition, 'redcap:OffsetMin')),
    offsetMax: readInteger(attributeOf(definition, 'redcap:OffsetMax')),
  };
};

const makeClassicSchedule = (forms: readonly string[], store: SandboxStore): ScheduleReading => {
  const eventId = store.nextEventId++;
  return {
    isLongitudinal: false,
    arms: [{ armNum: 1, name: 'Arm 1' }],
    events: [
      {
        eventId,
        armNum: 1,
        eventName: 'Event 1',
        uniqueEventName: classicEventName,
        customEventLabel: '',
        dayOffset: 1,
        offsetMin: 0,
        offsetMax: 0,
      },
    ],
    mappings: forms.map((form) => ({ eventId, form })),
  };
};

/** Reads arms, events and mappings; a file without StudyEventDef is of a classic project. */
export const readSchedule = (metadata: XmlElement, forms: readonly string[], store: SandboxStore): ScheduleReading => {
  const definitions = childrenOf(metadata, 'StudyEventDef');
  if (definitions.length === 0) return makeClassicSchedule(forms, store);
  const arms = new Map<number, string>();
  const events: EventDefinition[] = [];
  const mappings: { eventId: number; form: string }[] = [];
  for (const definition of definitions) {
    const event = readEvent(definition, store);
    events.push(event);
    if (!arms.has(event.armNum)) {
      arms.set(event.armNum, attributeOf(definition, 'redcap:ArmName') || `Arm ${String(event.armNum)}`);
    }
    for (const reference of childrenOf(definition, 'FormRef')) {
      mappings.push({ eventId: event.eventId, form: readFormName(reference, 'FormOID') });
    }
  }
  return {
    isLongitudinal: true,
    arms: [...arms].map(([armNum, name]) => ({ armNum, name })).sort((a, b) => a.armNum - b.armNum),
    events: events.sort((a, b) => a.armNum - b.armNum),
    mappings,
  };
};

/** Reads which instruments and events repeat. An entry that names an unknown event or instrument is left out. */
export const readRepeating = (
  globals: XmlElement | undefined,
  metadata: XmlElement,
  schedule: ScheduleReading,
  forms: readonly string[],
): RepeatingDefinition[] => {
  const ids = new Map(schedule.events.map((event) => [event.uniqueEventName, event.eventId]));
  const setup = findChild(globals, 'redcap:RepeatingInstrumentsAndEvents');
  const repeating: RepeatingDefinition[] = [];
  const add = (uniqueEventName: string, form: string, customLabel: string): void => {
    const eventId = schedule.isLongitudinal ? ids.get(uniqueEventName) : schedule.events[0]?.eventId;
    if (eventId === undefined || (form !== '' && !forms.includes(form))) return;
    if (repeating.some((entry) => entry.eventId === eventId && entry.form === form)) return;
    repeating.push({ eventId, form, customLabel });
  };
  // Each event has its own group of instruments, or stands alone where it repeats as a whole.
  for (const entry of setup?.children.flatMap((child) => [child, ...child.children]) ?? []) {
    const uniqueEventName = attributeOf(entry, 'redcap:UniqueEventName');
    const customLabel = attributeOf(entry, 'redcap:CustomLabel');
    if (entry.name === 'redcap:RepeatingInstrument') {
      add(uniqueEventName, attributeOf(entry, 'redcap:RepeatInstrument'), customLabel);
    } else if (entry.name === 'redcap:RepeatingEvent') {
      add(uniqueEventName, '', customLabel);
    }
  }
  for (const definition of childrenOf(metadata, 'StudyEventDef')) {
    if (attributeOf(definition, 'Repeating') === 'Yes') add(readUniqueEventName(definition, 'OID'), '', '');
  }
  return repeating;
};
