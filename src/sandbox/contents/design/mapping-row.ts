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
      form: form.text,
    })),
  );

/** The arms of the nested shape, below the root or below its items. None where the data are flat. */
const findArms = (root: XmlElement): XmlElement[] => [
  ...childrenOf(root, 'arm'),
  ...root.children.flatMap((item) => (item.name === 'arm' ? [] : childrenOf(item, 'arm'))),
];

/**
 * The rows of an import of designations. The samples of REDCap's documentation have them flat, and nested by arm and
 * event (EVIDENCE.md#nested-mappings).
 */
export const readMappingRows = (call: Call): MappingRow[] => {
  const tree = readTree(call);
  const arms = tree === null ? [] : findArms(tree);
  return arms.length === 0 ? readTextRows(call, ['unique_event_name', 'form']) : arms.flatMap(flattenArm);
};
