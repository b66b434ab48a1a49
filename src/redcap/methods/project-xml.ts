import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { FileReply, Method } from '../method.ts';
import { createXmlScan, describePlace } from '../wire/xml-character.ts';
import { checkEnd, readFile } from './file.ts';
import type { RepeatingRow } from './repeating-setup.ts';
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
  const decode = (chunk: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: true });
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
  passedOn: checkCharacters,
  rights: ['API Export', 'Data Exports'],
  form: (args) => ({ ...args }),
  decode: (reply) => ({
    fileName: 'project.REDCap.xml',
    contentType: 'application/xml',
    body: checkEnd(readFile(reply).body, /<\/ODM>\s*$/),
  }),
};

/** An attribute by its name without the prefix, which is the file's own choice. */
const attributeOf = (tag: SaxesTagNS, name: string): string =>
  Object.values(tag.attributes).find(({ local }) => local === name)?.value ?? '';

const repeatingRow = (tag: SaxesTagNS, instrument: string): RepeatingRow => ({
  event_name: attributeOf(tag, 'UniqueEventName') || null,
  form_name: instrument,
  custom_form_label: attributeOf(tag, 'CustomLabel'),
});

/**
 * What repeats, read of a project XML as it arrives: the setup stands near its beginning, and nothing is read behind it. A
 * classic project's event has a name here, which its exports do not have. Null where the XML says nothing of it.
 */
export const readRepeatingXml = async (body: AsyncIterable<Uint8Array>): Promise<readonly RepeatingRow[] | null> => {
  const parser = new SaxesParser({ xmlns: true });
  const decoder = new TextDecoder();
  const rows: RepeatingRow[] = [];
  let isThere = false;
  let isOver = false;
  let isBroken = false;
  parser.on('error', () => (isBroken = true));
  parser.on('opentag', (tag) => {
    if (isOver) return;
    if (tag.local === 'RepeatingInstrumentsAndEvents') isThere = true;
    else if (tag.local === 'RepeatingEvent') rows.push(repeatingRow(tag, ''));
    else if (tag.local === 'RepeatingInstrument') rows.push(repeatingRow(tag, attributeOf(tag, 'RepeatInstrument')));
  });
  parser.on('closetag', ({ local }) => {
    if (local === 'RepeatingInstrumentsAndEvents' || local === 'GlobalVariables') isOver = true;
  });
  for await (const chunk of body) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (isOver || isBroken) break;
  }
  return isThere && isOver && !isBroken ? rows : null;
};
