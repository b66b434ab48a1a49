import type { XmlElement } from './xml.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};

/** Text with the five characters that REDCap escapes. Line breaks stay raw, in attributes too. */
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (found) => entities[found] ?? found);

/** How far REDCap indents an element, where that is not one tab more than its parent. */
const depths: ReadonlyMap<string, number> = new Map([
  ['Study', 0],
  ['GlobalVariables', 0],
  ['MetaDataVersion', 0],
  ['ClinicalData', 0],
  ['FormData', 3],
]);

/** The elements that stand on one line with all that is in them. */
const lines: ReadonlySet<string> = new Set(['Question', 'CodeListItem', 'ErrorMessage']);

/** The elements that have an end tag on a line of its own, also when nothing is in them. */
const containers: ReadonlySet<string> = new Set([
  'ODM',
  'Study',
  'GlobalVariables',
  'MetaDataVersion',
  'StudyEventDef',
  'FormDef',
  'ItemGroupDef',
  'CodeList',
  'ClinicalData',
  'SubjectData',
]);

const printText = ({ name, text, isCdata }: XmlElement): string => {
  if (isCdata === true) return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
  const escaped = escapeXml(text);
  // REDCap escapes the title in this sentence, and not the quotes around the title.
  return name === 'StudyDescription' ? escaped.replace(/&quot;(.*)&quot;/s, '"$1"') : escaped;
};

/** `<name key="value"`, without the end of the tag. */
export const printStart = ({ name, attributes }: XmlElement): string =>
  `<${name}${[...attributes].map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('')}`;

const printContent = (element: XmlElement): string =>
  element.mixed === undefined
    ? (element.text.trim() === '' && element.children.length > 0 ? '' : printText(element)) +
      element.children.map(printLine).join('')
    : element.mixed.map((piece) => (typeof piece === 'string' ? escapeXml(piece) : printLine(piece))).join('');

const printLine = (element: XmlElement): string => {
  const content = printContent(element);
  return content === '' && element.attributes.size > 0
    ? `${printStart(element)}/>`
    : `${printStart(element)}>${content}</${element.name}>`;
};

const isLine = ({ name, children, text }: XmlElement): boolean =>
  lines.has(name) || (children.length === 0 && !containers.has(name)) || text.trim() !== '';

/** An element as REDCap lays it out: leaves on one line, everything else indented by tabs. */
export const printElement = (element: XmlElement, parentDepth = -1): string => {
  const depth = depths.get(element.name) ?? parentDepth + 1;
  const indent = '\t'.repeat(depth);
  if (isLine(element)) return `${indent}${printLine(element)}\n`;
  const inside = element.children.map((child) => printElement(child, depth)).join('');
  return `${indent}${printStart(element)}>\n${inside}${indent}</${element.name}>\n`;
};
