import { checkboxOptions } from './design.ts';
import type { KeptChild, KeptElement, KeptPatch } from './kept-xml.ts';
import { ownersOf } from './kept-xml.ts';
import type { FieldDefinition, SandboxProject } from './project.ts';

const dropOwned = (element: KeptElement, gone: ReadonlySet<string>): KeptElement[] => {
  if (ownersOf(element).some((owner) => gone.has(owner))) return [];
  const children = element.children.flatMap((child) => dropOwned(child, gone));
  const isSame =
    children.length === element.children.length && children.every((child, at) => child === element.children[at]);
  if (isSame) return [element];
  const { mixed, ...rest } = element;
  const left = new Set(children);
  const pieces = mixed?.filter((piece) => typeof piece === 'string' || left.has(piece));
  return [{ ...rest, children, ...(pieces === undefined ? {} : { mixed: pieces }) }];
};

/** What is left of the patches when these fields, items, forms and events are gone. */
const forgetOwned = (patches: readonly KeptPatch[], gone: ReadonlySet<string>): KeptPatch[] =>
  patches
    .filter(({ owners }) => !owners.some((owner) => gone.has(owner)))
    .map((patch) => ({
      ...patch,
      children: patch.children.flatMap((child) =>
        dropOwned(child.element, gone).map((element) => ({ ...child, element })),
      ),
    }));

const namesOf = (project: SandboxProject, field: FieldDefinition): string[] => [
  `field ${field.field_name}`,
  `item ${field.field_name}`,
  ...(field.field_type === 'checkbox' ? checkboxOptions(project, field).map(({ column }) => `item ${column}`) : []),
];

/** The fields, items, forms and events of a project, as `ownersOf` names them. */
export const listOwners = (project: SandboxProject): Set<string> =>
  new Set([
    ...project.fields.flatMap((field) => namesOf(project, field)),
    ...project.instruments.flatMap(({ name }) => [`form ${name}`, `item ${name}_complete`]),
    ...project.events.map(({ uniqueEventName }) => `event ${uniqueEventName}`),
  ]);

const replacePatches = (project: SandboxProject, replace: (patches: readonly KeptPatch[]) => KeptPatch[]): void => {
  if (project.kept !== undefined) project.kept = { ...project.kept, patches: replace(project.kept.patches) };
  for (const record of project.records.values()) {
    if (record.kept !== undefined) record.kept = replace(record.kept);
  }
};

/**
 * Removes what belonged to fields, forms and events that are gone since `before`: what was kept of their project XML, and
 * randomizations.
 */
export const forgetRemoved = (project: SandboxProject, before: ReadonlySet<string>): void => {
  const now = listOwners(project);
  const gone = new Set([...before].filter((owner) => !now.has(owner)));
  if (gone.size === 0) return;
  replacePatches(project, (patches) => forgetOwned(patches, gone));
  const fields = new Set(project.fields.map((field) => field.field_name));
  const events = new Set(project.events.map((event) => event.eventId));
  const isThere = (field: string, eventId: number): boolean => fields.has(field) && events.has(eventId);
  if (project.randomizations === undefined) return;
  project.randomizations = project.randomizations.filter(
    ({ targetField, targetEventId, strata }) =>
      isThere(targetField, targetEventId) && strata.every(({ field, eventId }) => isThere(field, eventId)),
  );
};

const renameKey = (path: string, names: ReadonlyMap<string, string>): string =>
  path
    .split('/')
    .map((key) =>
      key
        .split('|')
        .map((part) => names.get(part) ?? part)
        .join('|'),
    )
    .join('/');

const renameElement = (element: KeptElement, from: string, to: string): KeptElement => {
  const attributes = [...element.attributes].map(([name, value]): [string, string] => {
    const isEvent = ownersOf({ attributes: new Map([[name, value]]) }).includes(`event ${from}`);
    return [name, isEvent ? value.replace(from, () => to) : value];
  });
  const children = element.children.map((child) => renameElement(child, from, to));
  const { mixed: _mixed, ...rest } = element;
  return { ...rest, attributes: new Map(attributes), children };
};

/** How patches change when something that they name has another name. */
interface Renaming {
  readonly key: (key: string) => string;
  readonly owner: (owner: string) => string;
  readonly element: (element: KeptElement) => KeptElement;
}

const renamePatches = (project: SandboxProject, { key, owner, element }: Renaming): void => {
  const anchor = (wanted: string | null): string | null => (wanted === null ? null : key(wanted));
  const renameChild = (child: KeptChild): KeptChild => ({
    key: key(child.key),
    after: anchor(child.after),
    anchor: anchor(child.anchor),
    before: anchor(child.before),
    element: element(child.element),
  });
  replacePatches(project, (patches) =>
    patches.map((patch) => ({
      ...patch,
      path: key(patch.path),
      owners: patch.owners.map(owner),
      children: patch.children.map(renameChild),
      order: patch.order === null ? null : { was: patch.order.was.map(key), file: patch.order.file.map(key) },
    })),
  );
};

/** Lets what was kept of an event follow the event when its unique name changes. */
export const renameKeptEvent = (project: SandboxProject, from: string, to: string): void => {
  if (from === to || from === '') return;
  const names = new Map([
    [encodeURIComponent(from), encodeURIComponent(to)],
    [encodeURIComponent(`Event.${from}`), encodeURIComponent(`Event.${to}`)],
  ]);
  renamePatches(project, {
    key: (key) => renameKey(key, names),
    owner: (owner) => (owner === `event ${from}` ? `event ${to}` : owner),
    element: (element) => renameElement(element, from, to),
  });
};

/** Lets what was kept of a data access group follow the group when its label changes. */
export const renameKeptGroup = (project: SandboxProject, from: string, to: string): void => {
  const spell = (label: string): string => `redcap:DataAccessGroups|${encodeURIComponent(label)}`;
  renamePatches(project, {
    key: (path) =>
      path
        .split('/')
        .map((key) => (key === spell(from) ? spell(to) : key))
        .join('/'),
    owner: (owner) => owner,
    element: (element) => element,
  });
};
