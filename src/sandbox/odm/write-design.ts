import { effectiveLongitudinal, listEvents } from '../state/design.ts';
import type { EventDefinition, SandboxProject } from '../state/project.ts';
import { makeElement, makeText } from './element.ts';
import { writeRights } from './right.ts';
import { makeScalars } from './setting.ts';
import {
  makeCodeLists,
  makeItemDefinitions,
  makeStatusCodeList,
  makeStatusDefinition,
  makeSystemDefinition,
} from './write-field.ts';
import type { FormItem, FormLayout } from './write-form.ts';
import { makeFormDefinitions, makeGroupDefinitions } from './write-form.ts';
import { makeRandomizations } from './randomization.ts';
import type { XmlElement } from './xml.ts';

/** An element with these children; none where there are no children. */
const makeFilled = (name: string, children: readonly XmlElement[]): XmlElement[] =>
  children.length === 0 ? [] : [makeElement(name, [], children)];

/** A group of attribute-only elements below GlobalVariables; nothing when it has none. */
const makeGroup = (name: string, elements: readonly Iterable<readonly [string, string]>[]): XmlElement[] =>
  makeFilled(
    `redcap:${name}Group`,
    elements.map((attributes) => makeElement(`redcap:${name}`, attributes)),
  );

const makeRepeating = (project: SandboxProject): XmlElement[] =>
  makeFilled(
    'redcap:RepeatingInstrumentsAndEvents',
    listEvents(project).flatMap(({ eventId, uniqueEventName }) => {
      const entries = project.repeating.filter((entry) => entry.eventId === eventId);
      const event = { 'redcap:UniqueEventName': uniqueEventName };
      if (entries.some((entry) => entry.form === '')) return [makeElement('redcap:RepeatingEvent', event)];
      const instruments = entries.map(({ form, customLabel }) =>
        makeElement('redcap:RepeatingInstrument', {
          ...event,
          'redcap:RepeatInstrument': form,
          'redcap:CustomLabel': customLabel,
        }),
      );
      return makeFilled('redcap:RepeatingInstruments', instruments);
    }),
  );

/** The GlobalVariables element: settings, groups, roles, repeating setup, surveys, reports and randomizations. */
export const makeGlobals = (project: SandboxProject, metadataOnly: boolean): XmlElement => {
  const title = project.settings.project_title;
  const content = metadataOnly ? 'project metadata' : 'metadata, events, and data';
  return makeElement(
    'GlobalVariables',
    [],
    [
      makeText('StudyName', title),
      makeText('StudyDescription', `This file contains the ${content} for REDCap project "${title}".`),
      makeText('ProtocolName', title),
      ...makeScalars(project.settings),
      ...makeRepeating(project),
      ...makeGroup(
        'Surveys',
        project.surveys.map((survey) => Object.entries({ form_name: survey.form, ...survey.attributes })),
      ),
      ...makeGroup(
        'DataAccessGroups',
        project.dags.map((dag) => [['group_name', dag.name]]),
      ),
      ...makeGroup(
        'UserRoles',
        project.roles.map((role) => [
          ['role_name', role.roleLabel],
          ['unique_role_name', role.uniqueRoleName],
          ...writeRights(role),
        ]),
      ),
      ...makeGroup(
        'Reports',
        (project.reports ?? []).map((report) => Object.entries(report.attributes)),
      ),
      ...makeGroup('Randomization', makeRandomizations(project)),
    ],
  );
};

const makeEventDefinition = (project: SandboxProject, event: EventDefinition, hasArms: boolean): XmlElement => {
  const armName = project.arms.find((arm) => arm.armNum === event.armNum)?.name ?? '';
  const suffix = hasArms ? ` (Arm ${String(event.armNum)}: ${armName})` : '';
  const repeats = project.repeating.some((entry) => entry.eventId === event.eventId && entry.form === '');
  const designated = project.mappings.filter((mapping) => mapping.eventId === event.eventId);
  const forms = project.instruments.filter(({ name }) => designated.some((mapping) => mapping.form === name));
  return makeElement(
    'StudyEventDef',
    {
      OID: `Event.${event.uniqueEventName}`,
      Name: `${event.eventName}${suffix}`,
      Type: 'Common',
      Repeating: repeats ? 'Yes' : 'No',
      'redcap:EventName': event.eventName,
      'redcap:CustomEventLabel': event.customEventLabel ?? '',
      'redcap:UniqueEventName': event.uniqueEventName,
      'redcap:ArmNum': String(event.armNum),
      'redcap:ArmName': armName,
      'redcap:DayOffset': String(event.dayOffset),
      'redcap:OffsetMin': String(event.offsetMin),
      'redcap:OffsetMax': String(event.offsetMax),
    },
    forms.map(({ name }, index) =>
      makeElement('FormRef', {
        FormOID: `Form.${name}`,
        OrderNumber: String(index + 1),
        Mandatory: 'No',
        'redcap:FormName': name,
      }),
    ),
  );
};

const makeSchedule = (project: SandboxProject): XmlElement[] => {
  if (!effectiveLongitudinal(project)) return [];
  const events = listEvents(project);
  const hasArms = new Set(events.map((event) => event.armNum)).size > 1;
  const references = events.map((event, index) =>
    makeElement('StudyEventRef', {
      StudyEventOID: `Event.${event.uniqueEventName}`,
      OrderNumber: String(index + 1),
      Mandatory: 'No',
    }),
  );
  return [
    makeElement('Protocol', [], references),
    ...events.map((event) => makeEventDefinition(project, event, hasArms)),
  ];
};

const makeSystemItem = (form: string, name: string): XmlElement => {
  if (name === `${form}_complete`) return makeStatusDefinition(form);
  if (name === `${form}_timestamp`) return makeSystemDefinition(name, 'datetime', 'Survey Timestamp');
  return name === 'redcap_data_access_group'
    ? makeSystemDefinition(name, 'text', 'Data Access Group')
    : makeSystemDefinition(name, 'text', 'Survey Identifier');
};

const makeItems = (form: string, items: readonly FormItem[]): XmlElement[] =>
  items.flatMap(({ oid, field }, index) => {
    if (field === null) return [makeSystemItem(form, oid)];
    // A checkbox writes the definitions of all its options at once, at its first item.
    return items[index - 1]?.field === field ? [] : makeItemDefinitions(field);
  });

/** The content of MetaDataVersion: events, forms, groups, items and code lists. */
export const makeMetadata = (project: SandboxProject, layouts: readonly FormLayout[]): XmlElement[] => [
  ...makeSchedule(project),
  ...makeFormDefinitions(layouts),
  ...makeGroupDefinitions(layouts),
  ...layouts.flatMap(({ form, groups }) =>
    makeItems(
      form,
      groups.flatMap((group) => group.items),
    ),
  ),
  ...layouts.flatMap(({ form }) => [
    ...project.fields.filter((field) => field.form_name === form).flatMap(makeCodeLists),
    makeStatusCodeList(form),
  ]),
];
