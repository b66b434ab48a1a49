import { SaxesParser } from 'saxes';

/** One element of a project XML file. REDCap's own names are spelled `redcap:Name`, ODM's are bare, whatever the file's prefixes. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  /** All character data directly inside, CDATA included. */
  text: string;
}

/** A file that is not a project XML; the message says what is wrong with it and what to do. */
export class ProjectXmlError extends Error {
  override readonly name = 'ProjectXmlError';
}

const redcapNamespace = /^https?:\/\/(www\.)?projectredcap\.org/i;
const odmNamespace = /^https?:\/\/(www\.)?cdisc\.org/i;

const spellName = (uri: string, prefix: string, local: string): string => {
  if (redcapNamespace.test(uri)) return `redcap:${local}`;
  return prefix === '' || odmNamespace.test(uri) ? local : `${prefix}:${local}`;
};

const lineBreaks: Readonly<Record<string, string>> = { '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

/** Where the tag that opens at `start` ends, quoted `>` skipped. */
const findTagEnd = (xml: string, start: number): number => {
  let quote = '';
  for (let at = start; at < xml.length; at += 1) {
    const character = xml.charAt(at);
    if (quote === '') {
      if (character === '>') return at;
      if (character === '"' || character === "'") quote = character;
    } else if (character === quote) {
      quote = '';
    }
  }
  return xml.length - 1;
};

const findEnd = (xml: string, start: number, mark: string): number => {
  const end = xml.indexOf(mark, start);
  return end < 0 ? xml.length - 1 : end + mark.length - 1;
};

const findMarkupEnd = (xml: string, start: number): number => {
  if (xml.startsWith('<![CDATA[', start)) return findEnd(xml, start, ']]>');
  if (xml.startsWith('<!--', start)) return findEnd(xml, start, '-->');
  if (xml.startsWith('<?', start)) return findEnd(xml, start, '?>');
  return findTagEnd(xml, start);
};

const keepAttributeBreaks = (tag: string): string =>
  /[\n\r\t]/.test(tag)
    ? tag.replace(/=\s*("[^"]*"|'[^']*')/g, (text) => text.replace(/[\n\r\t]/g, (found) => lineBreaks[found] ?? found))
    : tag;

/**
 * REDCap writes line breaks raw inside attribute values, where a parser by the book reads blanks (5.5). This spells them as
 * character references, and drops the control characters that no XML may hold and what blanks stand before the first tag.
 */
export const prepareXml = (xml: string): string => {
  // eslint-disable-next-line no-control-regex -- these characters make a file ill-formed, and REDCap does not filter them
  const clean = xml.trimStart().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  const pieces: string[] = [];
  let at = 0;
  while (at < clean.length) {
    const start = clean.indexOf('<', at);
    if (start < 0) break;
    const end = findMarkupEnd(clean, start);
    const markup = clean.slice(start, end + 1);
    pieces.push(clean.slice(at, start), markup.startsWith('<!') ? markup : keepAttributeBreaks(markup));
    at = end + 1;
  }
  pieces.push(clean.slice(at));
  return pieces.join('');
};

/**
 * Reads a project XML. Each SubjectData is handed to `onSubject` as soon as it ends, after the element of the Study (which
 * is complete by then), and is not kept, so that a large project needs little memory.
 */
export const parseXml = (xml: string, onSubject: (subject: XmlElement, odm: XmlElement) => void): XmlElement => {
  const empty = 'The project XML is empty. Export it from REDCap again.';
  if (xml.trim() === '') throw new ProjectXmlError(empty);
  // Files that other programs made sometimes leave the declaration of REDCap's prefix out.
  const parser = new SaxesParser({ xmlns: true, additionalNamespaces: { redcap: 'https://projectredcap.org' } });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw new ProjectXmlError(`The project XML is not well-formed (${error.message}). Export it from REDCap again.`);
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map(
      Object.values(tag.attributes).map((attribute) => [
        spellName(attribute.uri, attribute.prefix, attribute.local),
        attribute.value,
      ]),
    );
    const element = { name: spellName(tag.uri, tag.prefix, tag.local), attributes, children: [], text: '' };
    if (root === undefined && element.name !== 'ODM') {
      throw new ProjectXmlError(
        `This is not a REDCap project XML: its root element is ${element.name}, not ODM. ` +
          'Use the file that REDCap offers as "Download metadata & data (XML)".',
      );
    }
    root ??= element;
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element?.name !== 'SubjectData' || root === undefined) return;
    open.at(-1)?.children.pop();
    onSubject(element, root);
  });
  parser.write(prepareXml(xml)).close();
  if (root === undefined) throw new ProjectXmlError(empty);
  return root;
};

/** An attribute's value; "" when it is absent. */
export const attributeOf = (element: XmlElement, name: string): string => element.attributes.get(name) ?? '';

/** The direct children of this name. */
export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The first element that this path of names leads to. */
export const findChild = (element: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((found, name) => found?.children.find((child) => child.name === name), element);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};

/** Text with the five characters that REDCap escapes; line breaks stay raw, in attributes too. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (found) => entities[found] ?? found);

/** ` name="value"` for each pair. */
export const writeAttributes = (attributes: Iterable<readonly [string, string]>): string =>
  [...attributes].map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');

/** An element as REDCap lays it out: one line when it has no children, else indented by tabs. */
export const writeElement = (element: XmlElement, depth: number): string => {
  const indent = '\t'.repeat(depth);
  const start = `${indent}<${element.name}${writeAttributes(element.attributes)}`;
  if (element.children.length > 0) {
    const inside = element.children.map((child) => writeElement(child, depth + 1)).join('');
    return `${start}>\n${inside}${indent}</${element.name}>\n`;
  }
  if (element.text === '' && element.attributes.size > 0) return `${start}/>\n`;
  return `${start}>${escapeXml(element.text)}</${element.name}>\n`;
};
