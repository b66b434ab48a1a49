import type { SaxesOptions, SaxesTag } from 'saxes';
import { SaxesParser } from 'saxes';

/** One element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  /** All character data directly inside, CDATA included. */
  text: string;
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

/** Reads a document into a tree. Undefined for a text without an element. Throws for a malformed one. */
export const readElementTree = (xml: string, options: TreeOptions = {}): XmlElement | undefined => {
  const { readTag = readPlainTag, explain = (error: Error) => error, keeps = () => true } = options;
  const parser = new SaxesParser(options.parser);
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('error', (error) => {
    throw explain(error);
  });
  parser.on('opentag', (tag) => {
    const element: XmlElement = { ...readTag(tag), children: [], text: '' };
    if (root === undefined) options.onRoot?.(element);
    root ??= element;
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined && root !== undefined && !keeps(element, root)) open.at(-1)?.children.pop();
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  return root;
};
