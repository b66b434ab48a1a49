import { XMLParser } from 'fast-xml-parser';

/** An element: its name, its text with entities decoded, and the elements in it. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** What fast-xml-parser gives with `preserveOrder`: one key a node, the name; `#text` and `#cdata` hold text. */
type RawNode = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // A document must not define entities of its own: they could grow without bound. The five of XML are decoded below.
  processEntities: false,
  cdataPropName: '#cdata',
});

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decodeCharacter = (entity: string, digits: string, radix: number): string => {
  const code = Number.parseInt(digits, radix);
  return code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? entity : String.fromCodePoint(code);
};

/** The five entities of XML and numeric ones; any other stays as it is written. */
export const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi,
    (entity, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return decodeCharacter(entity, hex, 16);
      if (decimal !== undefined) return decodeCharacter(entity, decimal, 10);
      return named[name ?? ''] ?? entity;
    },
  );

const isRawNode = (value: unknown): value is RawNode => typeof value === 'object' && value !== null;

const nodesOf = (value: unknown): RawNode[] => (Array.isArray(value) ? value.filter(isRawNode) : []);

const textOf = (nodes: readonly RawNode[]): string =>
  nodes
    .map((node) => {
      const text: unknown = node['#text'];
      if (typeof text === 'string') return decodeEntities(text);
      const inner = nodesOf(node['#cdata'])[0]?.['#text'];
      return typeof inner === 'string' ? inner : '';
    })
    .join('');

const toElements = (nodes: readonly RawNode[]): XmlElement[] =>
  nodes.flatMap((node) =>
    Object.entries(node).flatMap(([name, content]) => {
      if (name === '#text' || name === '#cdata' || name === ':@') return [];
      const inner = nodesOf(content);
      return [{ name, text: textOf(inner), children: toElements(inner) }];
    }),
  );

/** REDCap nests no deeper than root, item, column, form right; a document far beyond that is not its answer. */
const MAX_DEPTH = 100;

const isTooDeep = (text: string): boolean => {
  let depth = 0;
  for (const [tag] of text.matchAll(/<\/?[A-Za-z_][^<>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
};

/** The root element of an XML answer; `undefined` when the text is not XML or nested too deeply. */
export const parseXml = (text: string): XmlElement | undefined => {
  if (!text.trimStart().startsWith('<') || isTooDeep(text)) return undefined;
  try {
    const parsed: unknown = parser.parse(text, true);
    const roots = toElements(nodesOf(parsed));
    return roots.length === 1 ? roots[0] : undefined;
  } catch {
    return undefined;
  }
};
