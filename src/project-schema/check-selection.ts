import { isInterfaceType, isObjectType, Kind } from 'graphql';
import type {
  ASTNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { getNamedType } from 'graphql';
import { fitsOutput, redcapNameIn } from './check-type.ts';

/** An operation, or a fragment that no operation uses. */
export type Executable = OperationDefinitionNode | FragmentDefinitionNode;

/** One way in which the current schema does not do what the pinned one promised. */
export interface Change {
  /** The fields down to it, `record.vitals.sbp`; or the variable. */
  readonly place: string;
  readonly message: string;
  readonly node: ASTNode;
}

/** A field that a document selects. */
export interface SelectedField {
  readonly place: string;
  readonly node: FieldNode;
}

/** What becomes of a document's selection from one schema to another. */
export interface SelectionChanges {
  readonly changes: readonly Change[];
  /** Every field that is selected, up to where it changed. */
  readonly fields: readonly SelectedField[];
  /** What of the pinned schema it selects, `Vitals.sbp`. */
  readonly used: ReadonlySet<string>;
}

/** The documents with both schemas that they are compared in. */
export interface Comparison {
  readonly pinned: GraphQLSchema;
  readonly current: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Where a selection stands in both schemas. */
interface Position {
  readonly pinned: GraphQLNamedType | undefined;
  readonly current: GraphQLNamedType | undefined;
  readonly path: readonly string[];
}

type AnyField = GraphQLField<unknown, unknown>;

const fieldOf = (type: GraphQLNamedType | undefined, name: string): AnyField | undefined =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

const typesNamed = ({ pinned, current }: Comparison, name: string): Pick<Position, 'pinned' | 'current'> => ({
  pinned: pinned.getType(name),
  current: current.getType(name),
});

const rootOf = (comparison: Comparison, executable: Executable): Position => {
  if (executable.kind === Kind.FRAGMENT_DEFINITION) {
    return { ...typesNamed(comparison, executable.typeCondition.name.value), path: [executable.name.value] };
  }
  const { operation } = executable;
  return {
    pinned: comparison.pinned.getRootType(operation) ?? undefined,
    current: comparison.current.getRootType(operation) ?? undefined,
    path: [],
  };
};

/** What happened to a field, in words; undefined when it is as it was, or promises more. */
const describeChange = (
  pinned: AnyField,
  current: AnyField | undefined,
  { pinned: parent }: Position,
): string | undefined => {
  const name = `"${pinned.name}"${redcapNameIn(pinned.description)}`;
  if (current === undefined) return `${parent?.name ?? ''} has no field ${name} any more.`;
  if (fitsOutput(pinned.type, current.type)) return undefined;
  return `The field ${name} is of type ${String(current.type)} now; it was ${String(pinned.type)}.`;
};

/**
 * Compares what an operation selects, field by field, in the pinned and in the current schema. The result names fields that
 * are gone and fields whose type changed. A changed type counts also where the document remains valid: an app is compiled
 * for the type. A fragment that is spread in several places is reported at the first.
 */
export const compareSelection = (comparison: Comparison, executable: Executable): SelectionChanges => {
  const changes: Change[] = [];
  const fields: SelectedField[] = [];
  const used = new Set<string>();
  const spread = new Set<string>();

  const walkField = (node: FieldNode, at: Position): void => {
    const name = node.name.value;
    const pinned = fieldOf(at.pinned, name);
    if (pinned === undefined) return;
    const path = [...at.path, name];
    const place = path.join('.');
    used.add(`${at.pinned?.name ?? ''}.${name}`);
    fields.push({ place, node });
    // Where the whole type is gone, validation says so once.
    if (at.current === undefined) return;
    const current = fieldOf(at.current, name);
    const message = describeChange(pinned, current, at);
    if (message !== undefined) changes.push({ place, message, node });
    else if (current !== undefined && node.selectionSet !== undefined) {
      walk(node.selectionSet, { pinned: getNamedType(pinned.type), current: getNamedType(current.type), path });
    }
  };

  const walk = (set: SelectionSetNode, at: Position): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) walkField(node, at);
      else if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value;
        walk(node.selectionSet, condition === undefined ? at : { ...at, ...typesNamed(comparison, condition) });
      } else {
        const fragment = comparison.fragments.get(node.name.value);
        if (fragment === undefined || spread.has(node.name.value)) continue;
        spread.add(node.name.value);
        walk(fragment.selectionSet, { ...at, ...typesNamed(comparison, fragment.typeCondition.name.value) });
      }
    }
  };

  walk(executable.selectionSet, rootOf(comparison, executable));
  return { changes, fields, used };
};
