import type { Call } from '../../call/call.ts';
import type { XmlElement } from '../../wire/element-tree.ts';
import { readTextRows } from '../../wire/read-rows.ts';
import { readTree } from '../../wire/read-tree.ts';

/** One designation as it was sent. */
export type MappingRow = Readonly<Record<string, string>>;

const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

const textOf = (element: XmlElement, ...names: readonly string[]): string =>
  element.children.find((child) => names.includes(child.name))?.text.trim() ?? '';

const flattenArm = (arm: XmlElement): MappingRow[] =>
  childrenOf(arm, 'event').flatMap((event) =>
    childrenOf(event, 'form').map((form) => ({
      arm_num: textOf(arm, 'number', 'arm_num'),
      unique_event_name: textOf(event, 'unique_event_name'),
      form: form.text.trim(),
    })),
  );

const isNested = (element: XmlElement): boolean => element.name === 'arm' || childrenOf(element, 'arm').length > 0;

/** The rows of an item or an arm, which stands in an item or in its place. */
const flatten = (element: XmlElement): MappingRow[] => {
  if (element.name === 'arm') return flattenArm(element);
  if (isNested(element)) return childrenOf(element, 'arm').flatMap(flattenArm);
  return [
    {
      arm_num: textOf(element, 'arm_num'),
      unique_event_name: textOf(element, 'unique_event_name'),
      form: textOf(element, 'form'),
    },
  ];
};

/**
 * The rows of an import of designations. The samples of REDCap's documentation have them flat, and nested by arm and
 * event (EVIDENCE.md#nested-mappings).
 */
export const readMappingRows = (call: Call): MappingRow[] => {
  const parts = readTree(call)?.children ?? [];
  return parts.some(isNested) ? parts.flatMap(flatten) : readTextRows(call, ['unique_event_name', 'form']);
};
