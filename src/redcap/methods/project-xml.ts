import type { FileReply, Method } from '../method.ts';
import { checkEnd, readFile } from './file.ts';

/** What of the project; the restrictions are of its data only, the design is always whole. */
export interface ExportProjectXmlArgs {
  readonly returnMetadataOnly?: boolean | undefined;
  readonly records?: readonly string[] | undefined;
  readonly fields?: readonly string[] | undefined;
  /** Unique event names. */
  readonly events?: readonly string[] | undefined;
  readonly filterLogic?: string | undefined;
  readonly exportSurveyFields?: boolean | undefined;
  readonly exportDataAccessGroups?: boolean | undefined;
  /** Files of file fields too, in base64: as large as they are. */
  readonly exportFiles?: boolean | undefined;
}

/**
 * Export Entire Project as REDCap XML: `content=project_xml`, a CDISC ODM document. It may be enormous, so that it is streamed
 * as a file. What the token's user may not export is missing from it without a word.
 */
export const exportProjectXml: Method<ExportProjectXmlArgs, FileReply> = {
  name: 'exportProjectXml',
  content: 'project_xml',
  kind: 'read',
  body: 'file',
  fileStart: /^\s*(?:<\?xml[^>]*>\s*)?<ODM\b/,
  rights: ['API Export', 'Data Exports'],
  form: (args) => ({ ...args }),
  decode: (reply) => ({
    fileName: 'project.REDCap.xml',
    contentType: 'application/xml',
    body: checkEnd(readFile(reply).body, /<\/ODM>\s*$/),
  }),
};
