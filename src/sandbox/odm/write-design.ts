import { effectiveLongitudinal, listEvents } from '../state/design.ts';
import type { EventDefinition, SandboxProject } from '../state/project.ts';
import { writeRights } from './right.ts';
import { writeExtraGroups, writeScalars } from './setting.ts';
import {
  writeCodeLists,
  writeItemDefinitions,
  writeStatusCodeList,
  writeStatusDefinition,
  writeSystemDefinition,
} from './write-field.ts';
import type { FormItem, FormLayout } from './write-form.ts';
import { writeFormDefinitions, writeGroupDefinitions } from './write-form.ts';
import { escapeXml, writeAttributes } from './xml.ts';

/** A group of attribute-only elements below GlobalVariables; nothing when it has none. */
const writeGroup = (name: string, elements: readonly (readonly (readonly [string, string])[])[]): string =>
  elements.length === 0
    ? ''
    : `\t<redcap:${name}Group>\n` +
      elements.map((attributes) => `\t\t<redcap:${name}${writeAttributes(attributes)}/>\n`).join('') +
      `\t</redcap:${name}Group>\n`;

const writeRepeating = (project: SandboxProject): string => {
  const lines = listEvents(project).flatMap((event) => {
    const entries = project.repeating.filter((entry) => entry.eventId === event.eventId);
    if (entries.some((entry) => entry.form === '')) {
      return [`\t\t<redcap:RepeatingEvent redcap:UniqueEventName="${event.uniqueEventName}"/>\n`];
    }
    const instruments = entries.map(
      (entry) =>
        `\t\t\t<redcap:RepeatingInstrument${writeAttributes([
          ['redcap:UniqueEventName', event.uniqueEventName],
          ['redcap:RepeatInstrument', entry.form],
          ['redcap:CustomLabel', entry.customLabel],
        ])}/>\n`,
    );
    return instruments.length === 0
      ? []
      : [`\t\t<redcap:RepeatingInstruments>\n${instruments.join('')}\t\t</redcap:RepeatingInstruments>\n`];
  });
  return lines.length === 0
    ? ''
    : `\t<redcap:RepeatingInstrumentsAndEvents>\n${lines.join('')}\t</redcap:RepeatingInstrumentsAndEvents>\n`;
};

/**
 * The GlobalVariables element: settings, groups, roles, repeating setup, surveys, and the extras of the XML that the
 * project came from.
 */
export const writeGlobals = (project: SandboxProject, metadataOnly: boolean): string => {
  const title = escapeXml(project.settings.project_title);
  const content = metadataOnly ? 'project metadata' : 'metadata, events, and data';
  return (
    '<GlobalVariables>\n' +
    `\t<StudyName>${title}</StudyName>\n` +
    `\t<StudyDescription>This file contains the ${content} for REDCap project "${title}".</StudyDescription>\n` +
    `\t<ProtocolName>${title}</ProtocolName>\n` +
    writeScalars(project.settings, project.odmExtras) +
    writeRepeating(project) +
    writeGroup(
      'Surveys',
      project.surveys.map((survey) => Object.entries({ form_name: survey.form, ...survey.attributes })),
    ) +
    writeGroup(
      'DataAccessGroups',
      project.dags.map((dag) => [['group_name', dag.name]]),
    ) +
    writeGroup(
      'UserRoles',
      project.roles.map((role) => [
        ['role_name', role.roleLabel],
        ['unique_role_name', role.uniqueRoleName],
        ...writeRights(role),
      ]),
    ) +
    writeGroup(
      'Reports',
      (project.reports ?? []).map((report) => Object.entries(report.attributes)),
    ) +
    writeExtraGroups(project.odmExtras) +
    '</GlobalVariables>\n'
  );
};

const writeEventDefinition = (project: SandboxProject, event: EventDefinition, hasArms: boolean): string => {
  const armName = project.arms.find((arm) => arm.armNum === event.armNum)?.name ?? '';
  const suffix = hasArms ? ` (Arm ${String(event.armNum)}: ${armName})` : '';
  const repeats = project.repeating.some((entry) => entry.eventId === event.eventId && entry.form === '');
  const designated = project.mappings.filter((mapping) => mapping.eventId === event.eventId);
  const forms = project.instruments.filter(({ name }) => designated.some((mapping) => mapping.form === name));
  return (
    `\t<StudyEventDef${writeAttributes([
      ['OID', `Event.${event.uniqueEventName}`],
      ['Name', `${event.eventName}${suffix}`],
      ['Type', 'Common'],
      ['Repeating', repeats ? 'Yes' : 'No'],
      ['redcap:EventName', event.eventName],
      ['redcap:CustomEventLabel', event.customEventLabel ?? ''],
      ['redcap:UniqueEventName', event.uniqueEventName],
      ['redcap:ArmNum', String(event.armNum)],
      ['redcap:ArmName', armName],
      ['redcap:DayOffset', String(event.dayOffset)],
      ['redcap:OffsetMin', String(event.offsetMin)],
      ['redcap:OffsetMax', String(event.offsetMax)],
    ])}>\n` +
    forms
      .map(
        ({ name }, index) =>
          `\t\t<FormRef FormOID="Form.${name}" OrderNumber="${String(index + 1)}" Mandatory="No" redcap:FormName="${name}"/>\n`,
      )
      .join('') +
    '\t</StudyEventDef>\n'
  );
};

const writeSchedule = (project: SandboxProject): string => {
  if (!effectiveLongitudinal(project)) return '';
  const events = listEvents(project);
  const hasArms = new Set(events.map((event) => event.armNum)).size > 1;
  const references = events.map(
    (event, index) =>
      `\t\t<StudyEventRef StudyEventOID="Event.${event.uniqueEventName}" OrderNumber="${String(index + 1)}" Mandatory="No"/>\n`,
  );
  return (
    `\t<Protocol>\n${references.join('')}\t</Protocol>\n` +
    events.map((event) => writeEventDefinition(project, event, hasArms)).join('')
  );
};

const writeSystemItem = (form: string, name: string): string => {
  if (name === `${form}_complete`) return writeStatusDefinition(form);
  if (name === `${form}_timestamp`) return writeSystemDefinition(name, 'datetime', 'Survey Timestamp');
  return name === 'redcap_data_access_group'
    ? writeSystemDefinition(name, 'text', 'Data Access Group')
    : writeSystemDefinition(name, 'text', 'Survey Identifier');
};

const writeItems = (form: string, items: readonly FormItem[]): string =>
  items
    .map(({ oid, field }, index) => {
      if (field === null) return writeSystemItem(form, oid);
      // A checkbox writes the definitions of all its options at once, at its first item.
      return items[index - 1]?.field === field ? '' : writeItemDefinitions(field);
    })
    .join('');

/** The content of MetaDataVersion: events, forms, groups, items and code lists. */
export const writeMetadata = (project: SandboxProject, layouts: readonly FormLayout[]): string =>
  writeSchedule(project) +
  writeFormDefinitions(layouts) +
  writeGroupDefinitions(layouts) +
  layouts
    .map(({ form, groups }) =>
      writeItems(
        form,
        groups.flatMap((group) => group.items),
      ),
    )
    .join('') +
  layouts
    .map(
      ({ form }) =>
        project.fields
          .filter((field) => field.form_name === form)
          .map(writeCodeLists)
          .join('') + writeStatusCodeList(form),
    )
    .join('');
