import type { SaxesOptions, SaxesTag } from 'saxes';
import { SaxesParser } from 'saxes';

/** One element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  /** All character data directly inside, CDATA included. */
  text: string;
  /** Whether the text stands in a CDATA section. */
  isCdata?: boolean;
  /** Texts and children in their order. Absent where no text stands between children. */
  mixed?: readonly (string | XmlElement)[];
}

/** How a document becomes a tree. */
export interface TreeOptions {
  /** What the parser knows before the document begins; namespaces, for example. */
  readonly parser?: SaxesOptions;
  /** Makes an element of a tag that opens. Without it, an element has the tag's name and no attributes. */
  readonly readTag?: (tag: SaxesTag) => Pick<XmlElement, 'name' | 'attributes'>;
  /** Makes the error to throw from the parser's error. Without it, the parser's error is thrown. */
  readonly explain?: (error: Error) => Error;
  /** Sees the root when it opens. */
  readonly onRoot?: (root: XmlElement) => void;
  /** Sees each element when it ends, and says whether its parent keeps it. Without it, all are kept. */
  readonly keeps?: (element: XmlElement, root: XmlElement) => boolean;
}

const readPlainTag = (tag: SaxesTag): Pick<XmlElement, 'name' | 'attributes'> => ({
  name: tag.name,
  attributes: new Map(),
});

const isMixed = ({ children, text }: XmlElement): boolean => children.length > 0 && text.trim() !== '';

/** Reads a document into a tree. Undefined for a text without an element. Throws for a malformed one. */
export const readElementTree = (xml: string, options: TreeOptions = {}): XmlElement | undefined => {
  const { readTag = readPlainTag, explain = (error: Error) => error, keeps = () => true } = options;
  const parser = new SaxesParser(options.parser);
  const open: { readonly element: XmlElement; readonly pieces: (string | XmlElement)[] }[] = [];
  let root: XmlElement | undefined;
  const addText = (text: string): void => {
    const place = open.at(-1);
    if (place === undefined) return;
    place.element.text += text;
    place.pieces.push(text);
  };
  parser.on('error', (error) => {
    throw explain(error);
  });
  parser.on('opentag', (tag) => {
    const element: XmlElement = { ...readTag(tag), children: [], text: '' };
    if (root === undefined) options.onRoot?.(element);
    root ??= element;
    open.at(-1)?.element.children.push(element);
    open.at(-1)?.pieces.push(element);
    open.push({ element, pieces: [] });
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === undefined || root === undefined) return;
    if (isMixed(closed.element)) closed.element.mixed = closed.pieces;
    if (keeps(closed.element, root)) return;
    open.at(-1)?.element.children.pop();
    open.at(-1)?.pieces.pop();
  });
  parser.on('text', addText);
  parser.on('cdata', (text) => {
    const element = open.at(-1)?.element;
    if (element !== undefined) element.isCdata = true;
    addText(text);
  });
  parser.write(xml).close();
  return root;
};
