import type { SaxesAttributeNS, SaxesTag } from 'saxes';

import type { XmlElement } from '../wire/element-tree.ts';
import type { Variants } from '../variant/variant.ts';
import { readElementTree } from '../wire/element-tree.ts';
import { findForbidden } from '../wire/xml.ts';

export type { XmlElement } from '../wire/element-tree.ts';

/** A file that is not a project XML. The message says what is wrong with it and what to do. */
export class ProjectXmlError extends Error {
  override readonly name = 'ProjectXmlError';
}

const redcapNamespace = /^https?:\/\/(www\.)?projectredcap\.org/i;
const odmNamespace = /^https?:\/\/(www\.)?cdisc\.org/i;

const spellName = (uri: string, prefix: string, local: string): string => {
  if (redcapNamespace.test(uri)) return `redcap:${local}`;
  return prefix === '' || odmNamespace.test(uri) ? local : `${prefix}:${local}`;
};

/** A declaration of a namespace that is spelled without it, or by a prefix of our own. */
const isOwnDeclaration = ({ name, value }: SaxesAttributeNS): boolean =>
  /^xmlns(:|$)/.test(name) && (redcapNamespace.test(value) || odmNamespace.test(value));

const readAttribute = (attribute: SaxesAttributeNS | string): (readonly [string, string])[] => {
  if (typeof attribute === 'string' || isOwnDeclaration(attribute)) return [];
  const { name, uri, prefix, local, value } = attribute;
  return [[prefix === 'xmlns' ? name : spellName(uri, prefix, local), value]];
};

const lineBreaks: Readonly<Record<string, string>> = { '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

/** Where the tag ends that opens at `start`. A `>` within quotes does not end it. */
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
 * REDCap writes line breaks raw inside attribute values, and a correct parser reads them as blanks
 * (EVIDENCE.md#line-breaks-in-xml).
 * This function spells them as character references. It also drops blanks before the first tag. `\r\n` becomes `\n`
 * (EVIDENCE.md#carriage-returns-in-xml).
 */
const prepareXml = (xml: string, { 'xml-line-breaks': breaks }: Variants): string => {
  const trimmed = xml.trimStart();
  const clean = breaks === 'kept' ? trimmed : trimmed.replaceAll('\r\n', '\n');
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

/** REDCap's own names are spelled `redcap:Name`, and ODM's are bare, whatever prefixes the file has. */
const readTag = (tag: SaxesTag): Pick<XmlElement, 'name' | 'attributes'> => {
  const attributes = Object.values<SaxesAttributeNS | string>(tag.attributes).flatMap(readAttribute);
  return { name: spellName(tag.uri ?? '', tag.prefix ?? '', tag.local ?? tag.name), attributes: new Map(attributes) };
};

const refuseOther = (root: XmlElement): void => {
  if (root.name === 'ODM') return;
  throw new ProjectXmlError(
    `This is not a REDCap project XML: its root element is ${root.name}, not ODM. ` +
      'Use the file that REDCap offers as "Download metadata & data (XML)".',
  );
};

const explain = (error: Error): ProjectXmlError =>
  new ProjectXmlError(`The project XML is not well-formed (${error.message}). Export it from REDCap again.`);

/** No parser reads such a file, and to drop the character would change the study (EVIDENCE.md#control-characters-in-xml). */
const refuseForbidden = (xml: string): void => {
  const place = findForbidden(xml);
  if (place === null) return;
  const { line, column } = place;
  throw new ProjectXmlError(
    `The project XML has a control character in line ${String(line)}, column ${String(column)}. Take it out.`,
  );
};

/**
 * Reads a project XML. `onSubject` gets each SubjectData as soon as it ends. The element of the Study is complete by
 * then.
 * No SubjectData is kept, so that a large project needs little memory.
 */
export const parseXml = (
  xml: string,
  variants: Variants,
  onSubject: (subject: XmlElement, odm: XmlElement) => void,
): XmlElement => {
  refuseForbidden(xml);
  const root =
    xml.trim() === ''
      ? undefined
      : readElementTree(prepareXml(xml, variants), {
          // Files that other programs made sometimes do not declare REDCap's prefix.
          parser: { xmlns: true, additionalNamespaces: { redcap: 'https://projectredcap.org' } },
          readTag,
          explain,
          onRoot: refuseOther,
          keeps: (element, odm) => {
            if (element.name !== 'SubjectData') return true;
            onSubject(element, odm);
            return false;
          },
        });
  if (root === undefined) throw new ProjectXmlError('The project XML is empty. Export it from REDCap again.');
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
