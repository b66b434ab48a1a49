import type { Call } from '../call/call.ts';
import type { XmlElement } from './element-tree.ts';
import { readElementTree } from './element-tree.ts';

const makeElement = (name: string, children: XmlElement[], text = ''): XmlElement => ({
  name,
  attributes: new Map(),
  children,
  text,
});

/** A value of JSON as XML has it. Each entry of a list is an element of the list's name. */
const spellElements = (name: string, value: unknown): XmlElement[] => {
  if (Array.isArray(value)) return value.flatMap((entry) => spellElements(name, entry));
  if (typeof value === 'object' && value !== null) {
    return [
      makeElement(
        name,
        Object.entries(value).flatMap(([inner, part]) => spellElements(inner, part)),
      ),
    ];
  }
  return [makeElement(name, [], typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value))];
};

/**
 * The parameter `data` as a tree, whatever is nested in it: the rows of JSON as elements `item`, and XML as it stands.
 * Null for CSV, for no data and for data that are malformed.
 */
export const readTree = (call: Pick<Call, 'parameters' | 'format'>): XmlElement | null => {
  const text = (call.parameters.text('data') ?? '').trim();
  try {
    if (call.format === 'json') return makeElement('items', spellElements('item', JSON.parse(text)));
    return call.format === 'xml' ? (readElementTree(text) ?? null) : null;
  } catch {
    return null;
  }
};
