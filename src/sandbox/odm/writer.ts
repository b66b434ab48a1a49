import { formatTime } from '../state/log.ts';
import type { SandboxProject, StoredRecord } from '../state/project.ts';
import { readLayout } from '../state/rows.ts';
import { makeElement } from './element.ts';
import { printElement, printStart } from './print.ts';
import { indexPatches, restoreDifferences } from './restore.ts';
import type { DataWriting } from './write-clinical-data.ts';
import { listSelected, makeSubject } from './write-clinical-data.ts';
import { makeGlobals, makeMetadata } from './write-design.ts';
import type { FormLayout } from './write-form.ts';
import { layForms } from './write-form.ts';
import type { XmlElement } from './xml.ts';

/** The options of *Export Project XML* (EVIDENCE.md#xml-options). A list of names that is left out means all. */
export interface ProjectXmlOptions {
  /** The design alone, without records. */
  readonly metadataOnly?: boolean;
  /** Files of file fields, in base64. */
  readonly exportFiles?: boolean;
  readonly records?: readonly string[];
  /** Fields and form statuses whose data are written; the design is always whole. */
  readonly fields?: readonly string[];
  /** Unique event names. */
  readonly events?: readonly string[];
  /** Survey identifiers and timestamps. */
  readonly exportSurveyFields?: boolean;
  readonly exportDataAccessGroups?: boolean;
  /** Whether some data are left out on purpose. What the sandbox did not read is then left out too. */
  readonly isPart?: boolean;
  /** The moment of the export. */
  readonly now?: Date;
  /** The REDCap version that the file names as its source. */
  readonly version?: string;
}

/** `REDCapR: dag-write` as OIDs spell it: `REDCapRDagwrite`, at most 30 characters. */
const spellTitle = (title: string): string =>
  title
    .replaceAll(/(^|\s)(\S)/g, (_found, space: string, letter: string) => `${space}${letter.toUpperCase()}`)
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 30);

const listOf = (names: readonly string[] | undefined): ReadonlySet<string> | null =>
  names === undefined ? null : new Set(names);

const namespaces: Readonly<Record<string, string>> = {
  xmlns: 'http://www.cdisc.org/ns/odm/v1.3',
  'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:redcap': 'https://projectredcap.org',
  'xsi:schemaLocation': 'http://www.cdisc.org/ns/odm/v1.3 schema/odm/ODM1-3-1.xsd',
};

/** The ODM element of a project, with a ClinicalData that has no records yet. */
export const makeProjectTree = (
  project: SandboxProject,
  layouts: readonly FormLayout[],
  options: ProjectXmlOptions,
): XmlElement => {
  const moment = formatTime(options.now ?? new Date());
  const title = project.settings.project_title;
  const spelled = spellTitle(title);
  const isoMoment = moment.replace(' ', 'T');
  const study = `Project.${spelled}`;
  const version = `Metadata.${spelled}_${moment.slice(0, 16).replace(' ', '_').replace(':', '')}`;
  const metadataOnly = options.metadataOnly === true;
  const metadata = {
    OID: version,
    Name: title,
    'redcap:RecordIdField': project.fields[0]?.field_name ?? '',
  };
  return makeElement(
    'ODM',
    {
      ...namespaces,
      ODMVersion: '1.3.1',
      FileOID: '000-00-0000',
      FileType: 'Snapshot',
      Description: title,
      AsOfDateTime: isoMoment,
      CreationDateTime: isoMoment,
      SourceSystem: 'REDCap',
      SourceSystemVersion: options.version ?? '16.1.3',
    },
    [
      makeElement('Study', { OID: study }, [
        makeGlobals(project, metadataOnly),
        makeElement('MetaDataVersion', metadata, makeMetadata(project, layouts)),
      ]),
      ...(metadataOnly ? [] : [makeElement('ClinicalData', { StudyOID: study, MetaDataVersionOID: version })]),
    ],
  );
};

/** Which data of a project are written, by the options of an export. */
export const planData = (
  project: SandboxProject,
  layouts: readonly FormLayout[],
  options: ProjectXmlOptions,
): DataWriting => ({
  project,
  layouts,
  rowLayout: readLayout(project),
  selection: {
    files: options.exportFiles === true,
    records: listOf(options.records),
    fields: listOf(options.fields),
    events: listOf(options.events),
  },
});

const makeKeptSubject = (writing: DataWriting, record: StoredRecord, isWhole: boolean): XmlElement => {
  const subject = makeSubject(writing, record);
  if (record.kept !== undefined) restoreDifferences(subject, indexPatches(record.kept), () => isWhole);
  return subject;
};

/** The content of ClinicalData. One record after the other becomes text, so that a large project needs little memory. */
const printRecords = (writing: DataWriting, isWhole: boolean): string[] => {
  const between = isWhole ? (writing.project.kept?.betweenRecords ?? []) : [];
  const records = listSelected(writing);
  const names = new Set(records.map(({ name }) => name));
  const printAfter = (isMeant: (after: string | null) => boolean): string[] =>
    between.filter(({ after }) => isMeant(after)).map(({ element }) => printElement(element, 0));
  return [
    ...printAfter((after) => after === null),
    ...records.flatMap((record) => {
      const subject = makeKeptSubject(writing, record, isWhole);
      const isWritten = subject.children.length > 0 || (isWhole && record.kept !== undefined);
      return [...(isWritten ? [printElement(subject, 0)] : []), ...printAfter((after) => after === record.name)];
    }),
    ...printAfter((after) => after !== null && !names.has(after)),
  ];
};

/**
 * Writes a project as REDCap's project XML (EVIDENCE.md#project-xml). Users, tokens, the log and SQL queries are not in
 * it, as on a server. What the file that a project came from had besides is written again at its place.
 * Reading the text again gives the same project otherwise.
 */
export const writeProjectXml = (project: SandboxProject, options: ProjectXmlOptions = {}): string => {
  const layouts = layForms(project, {
    surveyFields: options.exportSurveyFields === true,
    groups: options.exportDataAccessGroups === true,
  });
  const odm = makeProjectTree(project, layouts, options);
  if (project.kept !== undefined) restoreDifferences(odm, indexPatches(project.kept.patches));
  const parts = odm.children.flatMap((child) =>
    child.name === 'ClinicalData'
      ? [
          `${printStart(child)}>\n`,
          ...printRecords(planData(project, layouts, options), options.isPart !== true),
          `</${child.name}>\n`,
        ]
      : [printElement(child)],
  );
  return `<?xml version="1.0" encoding="UTF-8" ?>\n${printStart(odm)}>\n${parts.join('')}</${odm.name}>`;
};
