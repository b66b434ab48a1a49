import type { XmlElement } from './xml.ts';

/** The attributes by which an element differs from its namesakes, by the name of the element. */
const identities: Readonly<Record<string, readonly string[]>> = {
  // These are alone, and their OIDs have the title or the time in them.
  Study: [],
  MetaDataVersion: [],
  ClinicalData: [],
  StudyEventData: ['StudyEventOID', 'StudyEventRepeatKey'],
  FormData: ['FormOID', 'FormRepeatKey'],
  'redcap:RepeatingInstrument': ['redcap:UniqueEventName', 'redcap:RepeatInstrument'],
  'redcap:RepeatingEvent': ['redcap:UniqueEventName'],
  'redcap:Surveys': ['form_name'],
  'redcap:DataAccessGroups': ['group_name'],
  'redcap:UserRoles': ['unique_role_name'],
  'redcap:Randomization': ['target_field'],
};

/** The attributes that identify an element of any other name. The first that the element has counts. */
const commonIdentities = [
  'OID',
  'ItemOID',
  'ItemGroupOID',
  'FormOID',
  'StudyEventOID',
  'CodeListOID',
  'CodedValue',
  'Comparator',
];

const identify = (element: XmlElement): string => {
  const { name, attributes, children } = element;
  const common = commonIdentities.find((attribute) => attributes.has(attribute));
  const names = identities[name] ?? (common === undefined ? [] : [common]);
  const values = names.map((attribute) => attributes.get(attribute) ?? '');
  // The repeating instruments of an event have a parent of their own, which says nothing of the event.
  if (name === 'redcap:RepeatingInstruments') values.push(children[0]?.attributes.get('redcap:UniqueEventName') ?? '');
  return [name, ...values.map(encodeURIComponent)].join('|');
};

/** A key for each of these siblings: the name and what identifies it. Those that are alike are numbered from the second. */
export const keysOf = (siblings: readonly XmlElement[]): string[] => {
  const counts = new Map<string, number>();
  return siblings.map((sibling) => {
    const key = identify(sibling);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key}#${String(count)}`;
  });
};

/** The elements that belong to their form, and not to the group that they stand in, which changes with its first item. */
const ofForm: ReadonlySet<string> = new Set(['ItemRef', 'ItemData', 'ItemDataBase64Binary']);

/** The path of a child, by the path of its parent and its own key. */
export const pathOf = (parent: string, child: XmlElement, key: string): string =>
  `${ofForm.has(child.name) ? parent.slice(0, parent.lastIndexOf('/')) : parent}/${key}`;
