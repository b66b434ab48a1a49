import { exportRight, exportRights } from '../../call/right.ts';
import { Refusal } from '../../call/refusal.ts';
import type { Call } from '../../call/call.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { ProjectXmlOptions } from '../../odm/index.ts';
import { writeProjectXml } from '../../odm/index.ts';
import { readLayout } from '../../state/rows.ts';
import { selectRows } from '../record/export.ts';
import { showRows } from '../record/instance-row.ts';
import { gatherRecords, namesOf } from '../record/outgoing-odm.ts';
import { selectItems } from '../record/selection.ts';

/** The parameters that choose among the data. */
const choices = ['records', 'fields', 'forms', 'events', 'filterLogic', 'dateRangeBegin', 'dateRangeEnd'];

/** Whether the user may see all data, and nothing was chosen among them. */
const isWhole = ({ project, user, rights, parameters }: Call): boolean =>
  user.dagId === null &&
  project.instruments.every(({ name }) => (rights.formsExport[name] ?? 1) === 1) &&
  choices.every((name) => parameters.list(name).length === 0);

/** Refuses a user without the Design right where that is needed (EVIDENCE.md#right-to-the-project-xml). */
const checkRight = ({ store, rights }: Call): void => {
  if (store.variants['project-xml-right'] === 'export') return;
  const missing = exportRights('design').find(({ right }) => (rights.flags[right] ?? 0) === 0);
  if (missing !== undefined) throw new Refusal(403, missing.refusal);
};

/** The whole design, and the data that `records`, `fields`, `events`, `filterLogic` and the user's rights select. */
const exportProjectXml = (call: Call): string => {
  const { parameters, project, user, store } = call;
  checkRight(call);
  const options: ProjectXmlOptions = {
    metadataOnly: parameters.flag('returnMetadataOnly'),
    exportFiles: parameters.flag('exportFiles'),
    exportSurveyFields: parameters.flag('exportSurveyFields'),
    exportDataAccessGroups: parameters.flag('exportDataAccessGroups') && user.dagId === null,
    now: store.now(),
    version: store.version,
  };
  if (options.metadataOnly === true) return writeProjectXml(project, options);
  if (isWhole(call)) return writeProjectXml(project, options);
  const layout = readLayout(project);
  const selection = selectItems(call, layout);
  const records = gatherRecords(call, selection, showRows(call, layout, selection, selectRows(call, layout)));
  return writeProjectXml({ ...project, records }, { ...options, isPart: true, fields: namesOf(selection, layout) });
};

/** Export Entire Project as REDCap XML, whatever `format` says. */
export const projectXmlMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Entire Project as REDCap XML',
    content: 'project_xml',
    action: 'export',
    rights: [exportRight],
    handle: (call) => ({ kind: 'xml', xml: exportProjectXml(call) }),
  },
];
