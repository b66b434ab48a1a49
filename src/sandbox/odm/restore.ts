import type { KeptAttribute, KeptChild, KeptElement, KeptPatch } from '../state/kept-xml.ts';
import { keysOf, pathOf } from './place.ts';
import type { XmlElement } from './xml.ts';

interface KeyedChild {
  readonly key: string;
  readonly element: XmlElement;
}

/** Where patches are looked up. */
export type PatchIndex = ReadonlyMap<string, readonly KeptPatch[]>;

/** The patches by their paths. */
export const indexPatches = (patches: readonly KeptPatch[]): PatchIndex => Map.groupBy(patches, ({ path }) => path);

/** A copy, so that no state is shared with what is printed. */
const copy = (element: KeptElement): XmlElement => structuredClone(element);

const insertAttribute = (attributes: Map<string, string>, { name, value, after }: KeptAttribute): void => {
  const entries = [...attributes];
  const at = entries.findIndex(([before]) => before === after) + 1;
  entries.splice(at === 0 && after !== null ? entries.length : at, 0, [name, value]);
  attributes.clear();
  for (const [key, text] of entries) attributes.set(key, text);
};

/** The file's value stands as long as the sandbox's own has not changed since the file was read. */
const restoreAttribute = (attributes: Map<string, string>, kept: KeptAttribute): void => {
  if (kept.was === null && !attributes.has(kept.name)) insertAttribute(attributes, kept);
  else if (kept.was !== null && attributes.get(kept.name) === kept.was) attributes.set(kept.name, kept.value);
};

/** Elements that both have keep the file's order, unless their own order has changed since. Others stay where they are. */
const restoreOrder = (children: readonly KeyedChild[], order: NonNullable<KeptPatch['order']>): KeyedChild[] => {
  const [known, present] = [new Set(order.was), new Set(children.map(({ key }) => key))];
  const now = children.filter(({ key }) => known.has(key)).map(({ key }) => key);
  const was = order.was.filter((key) => present.has(key));
  if (!now.every((key, index) => key === was[index])) return [...children];
  const byKey = new Map(children.map((child) => [child.key, child]));
  const wanted = order.file.flatMap((key) => byKey.get(key) ?? []);
  return children.map((child) => (known.has(child.key) ? (wanted.shift() ?? child) : child));
};

/** Adds to an element what another one of the same key has besides. */
const complete = (element: XmlElement, other: XmlElement): void => {
  for (const [name, value] of other.attributes) {
    if (!element.attributes.has(name)) element.attributes.set(name, value);
  }
  const keys = keysOf(element.children);
  keysOf(other.children).forEach((key, index) => {
    const child = other.children[index];
    const own = element.children[keys.indexOf(key)];
    if (child === undefined) return;
    if (own === undefined) element.children.push(child);
    else complete(own, child);
  });
};

const placeOf = (children: readonly KeyedChild[], { after, anchor, before }: KeptChild): number => {
  const find = (wanted: string | null): number => children.findIndex(({ key }) => key === wanted);
  for (const wanted of [after, anchor]) if (find(wanted) >= 0) return find(wanted) + 1;
  if (find(before) >= 0) return find(before);
  return after === null ? 0 : children.length;
};

const restoreChild = (children: KeyedChild[], kept: KeptChild): void => {
  const own = children.find(({ key }) => key === kept.key);
  const element = copy(kept.element);
  if (own === undefined) children.splice(placeOf(children, kept), 0, { key: kept.key, element });
  else complete(own.element, element);
};

/** Which of the elements that the sandbox does not write are put back. */
export type Wanting = (element: KeptElement) => boolean;

const restoreElement = (element: XmlElement, children: KeyedChild[], patch: KeptPatch, isWanted: Wanting): void => {
  for (const attribute of patch.attributes) restoreAttribute(element.attributes, attribute);
  if (patch.text !== null && element.text === patch.text.was) {
    element.text = patch.text.value;
    if (patch.text.isCdata) element.isCdata = true;
  }
  if (patch.order !== null) children.splice(0, children.length, ...restoreOrder(children, patch.order));
  for (const child of patch.children) if (isWanted(child.element)) restoreChild(children, child);
};

/**
 * Puts back what the file had besides, into an element that the sandbox is about to write. Where an element is gone, what
 * the file had in it is gone too.
 */
export const restoreDifferences = (
  element: XmlElement,
  patches: PatchIndex,
  isWanted: Wanting = () => true,
  path = '',
): void => {
  const keys = keysOf(element.children);
  const children = element.children.map((child, index) => ({ key: keys[index] ?? '', element: child }));
  for (const child of children) {
    restoreDifferences(child.element, patches, isWanted, pathOf(path, child.element, child.key));
  }
  const own = patches.get(path) ?? [];
  for (const patch of own) restoreElement(element, children, patch, isWanted);
  if (own.length > 0) element.children.splice(0, Infinity, ...children.map((child) => child.element));
};
