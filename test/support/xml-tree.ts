import { SaxesParser } from 'saxes';

/** An element of an XML document as it stands there. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  /** Elements and texts in their order; blanks between elements are left out. */
  content: (string | XmlNode)[];
}

const isBlank = (piece: string | XmlNode): boolean => typeof piece === 'string' && piece.trim() === '';

/** Reads a document, by the book and without the sandbox's reader. */
export const readTree = (xml: string): XmlNode => {
  const parser = new SaxesParser();
  const root: XmlNode = { name: '', attributes: {}, content: [] };
  const open = [root];
  const addText = (text: string): void => {
    const content = open.at(-1)?.content ?? [];
    const last = content.at(-1);
    if (typeof last === 'string') content[content.length - 1] = last + text;
    else content.push(text);
  };
  parser.on('opentag', ({ name, attributes }) => {
    const node: XmlNode = { name, attributes: { ...attributes }, content: [] };
    open.at(-1)?.content.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    const node = open.pop();
    if (node === undefined || childrenOf(node).length === 0) return;
    node.content = node.content.filter((piece) => !isBlank(piece));
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  const [top] = childrenOf(root);
  if (top === undefined) throw new Error('the document has no element');
  return top;
};

/** The elements directly in an element. */
export const childrenOf = ({ content }: XmlNode): XmlNode[] =>
  content.filter((piece): piece is XmlNode => typeof piece !== 'string');

/** An element and all in it. */
export const everyNode = (node: XmlNode): XmlNode[] => [node, ...childrenOf(node).flatMap(everyNode)];

const escape = (text: string): string => text.replace(/[&<>"\n\r\t]/g, (found) => `&#${String(found.codePointAt(0))};`);

/** The element as XML. */
export const printTree = ({ name, attributes, content }: XmlNode): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escape(value)}"`)
    .join(
      '',
    )}>${content.map((piece) => (typeof piece === 'string' ? escape(piece) : printTree(piece))).join('')}</${name}>`;

const textOf = ({ content }: XmlNode): string => content.filter((piece) => typeof piece === 'string').join('');

/** The name of an element with its first attribute, by which its like in another tree is found. */
const labelOf = ({ name, attributes }: XmlNode): string => {
  const [first] = Object.entries(attributes).filter(([key]) => !key.startsWith('xmlns'));
  return first === undefined ? name : `${name}[${first[0]}=${first[1]}]`;
};

const isLike = (one: XmlNode, other: XmlNode): boolean => {
  const [first] = Object.entries(one.attributes);
  return one.name === other.name && (first === undefined || other.attributes[first[0]] === first[1]);
};

/**
 * What differs between two trees, a line each: `-` for what only the first has, `+` for what only the second has, `~` for
 * another value or text. The order of elements counts, that of attributes does not.
 */
export const compareTrees = (one: XmlNode, other: XmlNode, path = one.name): string[] => {
  const names = new Set([...Object.keys(one.attributes), ...Object.keys(other.attributes)]);
  const attributes = [...names].flatMap((name) => {
    const [value, found] = [one.attributes[name], other.attributes[name]];
    if (value === found) return [];
    return [`${value === undefined ? '+' : found === undefined ? '-' : '~'} ${path}/@${name}`];
  });
  const texts = textOf(one).trim() === textOf(other).trim() ? [] : [`~ ${path}/text()`];
  const rest = childrenOf(other);
  const children = childrenOf(one).flatMap((child) => {
    const at = rest.findIndex((candidate) => isLike(child, candidate));
    if (at < 0) return [`- ${path}/${labelOf(child)}`];
    const added = rest.splice(0, at).map((node) => `+ ${path}/${labelOf(node)}`);
    const found = rest.shift();
    return [...added, ...(found === undefined ? [] : compareTrees(child, found, `${path}/${labelOf(child)}`))];
  });
  return [...attributes, ...texts, ...children, ...rest.map((node) => `+ ${path}/${labelOf(node)}`)];
};
