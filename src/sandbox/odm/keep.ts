import type { KeptAttribute, KeptChild, KeptPatch } from '../state/kept-xml.ts';
import { ownersOf } from '../state/kept-xml.ts';
import { keysOf, pathOf } from './place.ts';
import type { XmlElement } from './xml.ts';

/** What every export writes anew, by element and attribute: moments, versions, and what the title or the kind of file decides. */
const ownAttributes: ReadonlySet<string> = new Set([
  'ODM AsOfDateTime',
  'ODM CreationDateTime',
  'ODM SourceSystemVersion',
  'MetaDataVersion OID',
  'ClinicalData MetaDataVersionOID',
]);

/** The elements whose text is always the sandbox's own. A file's text is among the project's files. */
const ownTexts: ReadonlySet<string> = new Set(['StudyDescription', 'ItemDataBase64Binary']);

/** Says what of an element that the sandbox does not write is kept; null for nothing. */
export type Pruning = (element: XmlElement) => XmlElement | null;

const keepAttributes = (file: XmlElement, own: XmlElement): KeptAttribute[] => {
  const names = [...file.attributes.keys()];
  return names.flatMap((name, index) => {
    const value = file.attributes.get(name) ?? '';
    const was = own.attributes.get(name) ?? null;
    if (value === was || (was !== null && ownAttributes.has(`${file.name} ${name}`))) return [];
    return [{ name, value, was, after: names[index - 1] ?? null }];
  });
};

/** Blanks between elements are no text. */
const isSameText = (file: XmlElement, own: XmlElement): boolean =>
  file.text === own.text || ownTexts.has(file.name) || (file.text + own.text).trim() === '';

const keepText = (file: XmlElement, own: XmlElement): KeptPatch['text'] =>
  isSameText(file, own) ? null : { value: file.text, was: own.text, isCdata: file.isCdata === true };

const keepOrder = (fileKeys: readonly string[], ownKeys: readonly string[]): KeptPatch['order'] => {
  const [inFile, inOwn] = [new Set(fileKeys), new Set(ownKeys)];
  const file = fileKeys.filter((key) => inOwn.has(key));
  const was = ownKeys.filter((key) => inFile.has(key));
  return file.every((key, index) => key === was[index]) ? null : { was, file };
};

const keepChildren = (
  file: XmlElement,
  fileKeys: readonly string[],
  ownKeys: ReadonlySet<string>,
  prune: Pruning,
): KeptChild[] => {
  const isOwn = (key: string): boolean => ownKeys.has(key);
  return file.children.flatMap((child, index) => {
    const key = fileKeys[index] ?? '';
    if (isOwn(key)) return [];
    const element = prune(child);
    if (element === null) return [];
    const after = fileKeys[index - 1] ?? null;
    const anchor = fileKeys.slice(0, index).findLast(isOwn) ?? null;
    return [{ key, after, anchor, before: fileKeys.slice(index).find(isOwn) ?? null, element }];
  });
};

/** Whether a patch says anything. */
export const isFilled = ({ attributes, children, text, order }: KeptPatch): boolean =>
  attributes.length + children.length > 0 || text !== null || order !== null;

/** Whether there is nothing to keep. Most elements of most files are as the sandbox writes them. */
const isSame = (file: XmlElement, own: XmlElement): boolean =>
  file.name === own.name &&
  file.attributes.size === own.attributes.size &&
  file.children.length === own.children.length &&
  isSameText(file, own) &&
  file.attributes.entries().every(([name, value]) => own.attributes.get(name) === value) &&
  file.children.every((child, index) => {
    const counterpart = own.children[index];
    return counterpart !== undefined && isSame(child, counterpart);
  });

interface Collecting {
  readonly patches: KeptPatch[];
  readonly prune: Pruning;
}

const collect = (
  collecting: Collecting,
  file: XmlElement,
  own: XmlElement,
  path: string,
  around: readonly string[],
): void => {
  if (isSame(file, own)) return;
  const owners = [...around, ...ownersOf(file)];
  const [fileKeys, ownKeys] = [keysOf(file.children), keysOf(own.children)];
  const ownByKey = new Map(own.children.map((child, index) => [ownKeys[index], child]));
  const patch: KeptPatch = {
    path,
    owners,
    attributes: keepAttributes(file, own),
    text: keepText(file, own),
    children: keepChildren(file, fileKeys, new Set(ownKeys), collecting.prune),
    order: keepOrder(fileKeys, ownKeys),
  };
  if (isFilled(patch)) collecting.patches.push(patch);
  file.children.forEach((child, index) => {
    const key = fileKeys[index] ?? '';
    const counterpart = ownByKey.get(key);
    if (counterpart !== undefined) collect(collecting, child, counterpart, pathOf(path, child, key), owners);
  });
};

/**
 * How an element of a file differs from the one that the sandbox writes for the same thing, with all that is in them.
 * What the sandbox writes and the file does not have is no difference: a server writes what its version knows.
 */
export const keepDifferences = (
  file: XmlElement,
  own: XmlElement,
  prune: Pruning = (element) => element,
): KeptPatch[] => {
  const collecting: Collecting = { patches: [], prune };
  collect(collecting, file, own, '', []);
  return collecting.patches;
};
