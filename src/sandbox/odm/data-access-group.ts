import type { DagDefinition } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import { avoidTaken } from '../state/unique-name.ts';

/** A group's unique name as REDCap makes it from the label (EVIDENCE.md#group-names): `dag-a` is `daga`, and 18 characters are enough. */
export const deriveUniqueGroupName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/\s/g, '_')
    .replaceAll(/[^a-z0-9_]/g, '')
    .slice(0, 18);

/**
 * The groups of a project XML with unique names. The file's group list has labels only, and its records have unique
 * names.
 * A unique name that no label leads to becomes a group of its own, so that no record loses its group.
 */
export const readDags = (
  labels: readonly string[],
  used: ReadonlySet<string>,
  store: SandboxStore,
): DagDefinition[] => {
  const taken = new Set<string>();
  const dags = labels.map((name) => {
    const groupId = store.nextDagId++;
    // A label in another script may leave nothing.
    const uniqueName = avoidTaken(deriveUniqueGroupName(name) || `group_${String(groupId)}`, taken);
    taken.add(uniqueName);
    return { groupId, name, uniqueName };
  });
  const unknown = [...used].filter((name) => !taken.has(name));
  const unused = dags.filter((dag) => !used.has(dag.uniqueName));
  const [dag, name] = [unused[0], unknown[0]];
  // One name and one group are left over. The server that wrote the file spelled this label by another rule.
  if (dag !== undefined && name !== undefined && unused.length === 1 && unknown.length === 1) {
    return dags.map((other) => (other === dag ? { ...dag, uniqueName: name } : other));
  }
  return [...dags, ...unknown.map((left) => ({ groupId: store.nextDagId++, name: left, uniqueName: left }))];
};
