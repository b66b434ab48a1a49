import { formatTime } from '../state/log.ts';
import type { SandboxProject } from '../state/project.ts';
import { writeSubjects } from './write-clinical-data.ts';
import { writeGlobals, writeMetadata } from './write-design.ts';
import { layForms } from './write-form.ts';
import { escapeXml } from './xml.ts';

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

const namespaces =
  'xmlns="http://www.cdisc.org/ns/odm/v1.3" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:redcap="https://projectredcap.org" ' +
  'xsi:schemaLocation="http://www.cdisc.org/ns/odm/v1.3 schema/odm/ODM1-3-1.xsd"';

/**
 * Writes a project as REDCap's project XML (EVIDENCE.md#project-xml). Users, tokens, the log, SQL queries and the
 * limits of sliders are not in it, as on a server.
 * Reading the text again gives the same project otherwise.
 */
export const writeProjectXml = (project: SandboxProject, options: ProjectXmlOptions = {}): string => {
  const columns = {
    surveyFields: options.exportSurveyFields === true,
    groups: options.exportDataAccessGroups === true,
  };
  const layouts = layForms(project, columns);
  const moment = formatTime(options.now ?? new Date());
  const title = escapeXml(project.settings.project_title);
  const spelled = spellTitle(project.settings.project_title);
  const isoMoment = moment.replace(' ', 'T');
  const study = `Project.${spelled}`;
  const version = `Metadata.${spelled}_${moment.slice(0, 16).replace(' ', '_').replace(':', '')}`;
  const subjects =
    options.metadataOnly === true
      ? ''
      : writeSubjects(project, layouts, {
          files: options.exportFiles === true,
          records: listOf(options.records),
          fields: listOf(options.fields),
          events: listOf(options.events),
        });
  return (
    '<?xml version="1.0" encoding="UTF-8" ?>\n' +
    `<ODM ${namespaces} ODMVersion="1.3.1" FileOID="000-00-0000" FileType="Snapshot" Description="${title}" ` +
    `AsOfDateTime="${isoMoment}" CreationDateTime="${isoMoment}" SourceSystem="REDCap" ` +
    `SourceSystemVersion="${options.version ?? '16.1.3'}">\n` +
    `<Study OID="${study}">\n` +
    writeGlobals(project, options.metadataOnly === true) +
    `<MetaDataVersion OID="${version}" Name="${title}" ` +
    `redcap:RecordIdField="${project.fields[0]?.field_name ?? ''}">\n` +
    writeMetadata(project, layouts) +
    '</MetaDataVersion>\n</Study>\n' +
    (options.metadataOnly === true
      ? ''
      : `<ClinicalData StudyOID="${study}" MetaDataVersionOID="${version}">\n${subjects}</ClinicalData>\n`) +
    '</ODM>'
  );
};
