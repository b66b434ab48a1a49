import type { XmlElement } from './xml.ts';

/** What an attribute or a text of an element is made of. */
type Pairs = Iterable<readonly [string, string]>;

/** An element with attributes in this order, and children. */
export const makeElement = (
  name: string,
  attributes: Pairs | Readonly<Record<string, string>> = [],
  children: readonly XmlElement[] = [],
): XmlElement => ({
  name,
  attributes: new Map(Symbol.iterator in attributes ? attributes : Object.entries(attributes)),
  children: [...children],
  text: '',
});

/** An element that holds text alone. */
export const makeText = (name: string, text: string): XmlElement => ({ ...makeElement(name), text });
