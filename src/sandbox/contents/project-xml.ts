import { exportRight } from '../authorization.ts';
import type { Call } from '../call.ts';
import { eventByUniqueName, fieldByName } from '../design.ts';
import type { SandboxMethod } from '../method.ts';
import type { ProjectXmlOptions } from '../odm.ts';
import { writeProjectXml } from '../odm.ts';
import { invalidValues } from '../required.ts';

const refuseUnknown = (parameter: string, values: readonly string[], isKnown: (value: string) => boolean): void => {
  const unknown = values.filter((value) => !isKnown(value));
  if (unknown.length > 0) throw invalidValues(parameter, unknown);
};

const readOptions = ({ parameters, project, user, store }: Call): ProjectXmlOptions => {
  const [records, fields, events] = [parameters.list('records'), parameters.list('fields'), parameters.list('events')];
  const statuses = new Set(project.instruments.map(({ name }) => `${name}_complete`));
  refuseUnknown('fields', fields, (name) => fieldByName(project, name) !== undefined || statuses.has(name));
  refuseUnknown('events', events, (name) => eventByUniqueName(project, name) !== undefined);
  const own = [...project.records.values()].filter((record) => record.dagId === user.dagId).map(({ name }) => name);
  const visible = user.dagId === null ? records : own.filter((name) => records.length === 0 || records.includes(name));
  return {
    metadataOnly: parameters.flag('returnMetadataOnly'),
    exportFiles: parameters.flag('exportFiles'),
    exportSurveyFields: parameters.flag('exportSurveyFields'),
    exportDataAccessGroups: parameters.flag('exportDataAccessGroups') && user.dagId === null,
    ...(visible.length > 0 || user.dagId !== null ? { records: visible } : {}),
    ...(fields.length > 0 ? { fields } : {}),
    ...(events.length > 0 ? { events } : {}),
    now: store.now(),
    version: store.version,
  };
};

/** Export Entire Project as REDCap XML, whatever `format` says. */
export const projectXmlMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Entire Project as REDCap XML',
    content: 'project_xml',
    action: 'export',
    rights: [exportRight],
    handle: (call) => ({ kind: 'xml', xml: writeProjectXml(call.project, readOptions(call)) }),
  },
];
