/** An element of a project XML, as plain data. */
export interface KeptElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: KeptElement[];
  text: string;
  isCdata?: boolean;
  mixed?: readonly (string | KeptElement)[];
}

/** An attribute that the file has otherwise than the sandbox writes it. */
export interface KeptAttribute {
  readonly name: string;
  readonly value: string;
  /** What the sandbox wrote when the file was read. Null where it wrote no such attribute. */
  readonly was: string | null;
  /** The attribute before it in the file. */
  readonly after: string | null;
}

/** An element that the sandbox does not write, and where it stands among the others of its parent. */
export interface KeptChild {
  readonly key: string;
  /** The key of the element before it. Null for the first. */
  readonly after: string | null;
  /** The nearest elements before and behind it that the sandbox writes. They show the place when `after` is gone. */
  readonly anchor: string | null;
  readonly before: string | null;
  readonly element: KeptElement;
}

/** How one element of the file differs from the element that the sandbox writes. */
export interface KeptPatch {
  /**
   * Where the element is: the keys of those around it and its own, each behind a `/`. A key is a name and what identifies
   * the element, in URI encoding, with `|` between them.
   */
  readonly path: string;
  /** The fields, items, forms and events that the element and those around it belong to, by `ownersOf`. */
  readonly owners: readonly string[];
  readonly attributes: readonly KeptAttribute[];
  readonly text: { readonly value: string; readonly was: string; readonly isCdata: boolean } | null;
  readonly children: readonly KeptChild[];
  /** The keys of the elements that both have, where the file has another order. */
  readonly order: { readonly was: readonly string[]; readonly file: readonly string[] } | null;
}

/** The item groups of a form as the file has them, where the sandbox lays them out otherwise. */
export interface KeptLayout {
  readonly form: string;
  /** The sandbox's own layout when the file was read. Another one shows that the form was changed since. */
  readonly was: string;
  readonly groups: readonly { readonly oid: string; readonly name: string; readonly items: readonly string[] }[];
}

/** What a project XML has besides that which the sandbox would write of the project (EVIDENCE.md#project-xml). */
export interface KeptXml {
  readonly layouts: readonly KeptLayout[];
  readonly patches: readonly KeptPatch[];
  /** Elements among the records, each with the name of the record before it. */
  readonly betweenRecords: readonly { readonly after: string | null; readonly element: KeptElement }[];
}

/** The attributes that name what an element belongs to, and what stands before the name. */
const ownerAttributes: readonly (readonly [attribute: string, kind: string, prefix: string])[] = [
  ['redcap:Variable', 'field', ''],
  ['field_name', 'field', ''],
  ['target_field', 'field', ''],
  ['ItemOID', 'item', ''],
  ['redcap:FormName', 'form', ''],
  ['redcap:RepeatInstrument', 'form', ''],
  ['form_name', 'form', ''],
  ['FormOID', 'form', 'Form.'],
  ['redcap:UniqueEventName', 'event', ''],
  ['StudyEventOID', 'event', 'Event.'],
];

/** What an element belongs to by its attributes, for example `field age`. */
export const ownersOf = ({ attributes }: Pick<KeptElement, 'attributes'>): string[] =>
  ownerAttributes.flatMap(([attribute, kind, prefix]) => {
    const name = attributes.get(attribute);
    return name === undefined ? [] : [`${kind} ${name.startsWith(prefix) ? name.slice(prefix.length) : name}`];
  });

/** Where GlobalVariables is, by the paths of patches. */
const globalsPath = '/Study/GlobalVariables';

/**
 * The text of an element of GlobalVariables that the sandbox has no setting for. Undefined where the file had none, or
 * the text that a new project has.
 */
export const keptGlobal = (kept: KeptXml | undefined, name: string): string | undefined => {
  const patches = kept?.patches ?? [];
  const added = patches
    .filter(({ path }) => path === globalsPath)
    .flatMap(({ children }) => children)
    .find(({ element }) => element.name === name);
  return added?.element.text ?? patches.find(({ path }) => path === `${globalsPath}/${name}`)?.text?.value;
};
