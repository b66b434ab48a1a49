import type { FileReply, Method } from '../method.ts';
import { createXmlScan, describePlace } from '../wire/xml-character.ts';
import { checkEnd, readFile } from './file.ts';
import { badAnswer } from './row.ts';

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
 * An XML's bytes as they come, and an error where no parser could go on: at a character that XML forbids, or at bytes that are
 * not UTF-8. REDCap stores what people paste, and may write it into an XML as it is.
 */
const checkCharacters = async function* (body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const scan = createXmlScan();
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw badAnswer("REDCap's XML has bytes that are not UTF-8, so that no parser can read it.");
    }
  };
  for await (const chunk of body) {
    const place = scan(decode(chunk));
    if (place !== null) {
      throw badAnswer(
        `REDCap's XML has a control character in ${describePlace(place)}, so that no parser can read it. ` +
          'Take it out of the text in REDCap.',
      );
    }
    yield chunk;
  }
  decode();
};

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
    body: checkEnd(checkCharacters(readFile(reply).body), /<\/ODM>\s*$/),
  }),
};
