import { createHash } from 'node:crypto';
import { isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Design } from '../graph/design/design.ts';

/** Makes the schema of a design for a token from which these columns are withheld. */
export type BuildSchema = (design: Design, withheld: ReadonlySet<string>) => GraphQLSchema | Promise<GraphQLSchema>;

/**
 * The schemas of projects, each made once for equal designs with equal rights, whoever owns them. Nothing of a caller is
 * in a schema: its resolvers look at the context of the operation.
 */
export interface SchemaStore {
  /**
   * The schema of this design for a token from which these columns are withheld; the same object each time while it is
   * kept. Who still has one that is no longer kept may go on with it.
   */
  readonly get: (design: Design, withheld: ReadonlySet<string>) => Promise<GraphQLSchema>;
  /** How many schemas it has made. */
  readonly builds: () => number;
}

export interface SchemaStoreOptions {
  readonly build: BuildSchema;
  /** Fields of all types of all schemas that are kept: what memory goes by. The last one is kept whatever its size. */
  readonly maxFields: number;
  readonly maxSchemas: number;
}

interface Entry {
  readonly schema: Promise<GraphQLSchema>;
  /** 0 while it is being made. */
  fields: number;
}

/** Hashes of sets of columns: of 40,000 it takes longer than most operations, and a set comes with every request. */
const hashes = new WeakMap<ReadonlySet<string>, string>();

const hashColumns = (columns: ReadonlySet<string>): string => {
  const known = hashes.get(columns);
  if (known !== undefined) return known;
  const hash = createHash('sha256')
    .update(JSON.stringify([...columns].sort()))
    .digest('hex');
  hashes.set(columns, hash);
  return hash;
};

/**
 * What a schema depends on. The whole digest: with the 48 bits of a revision, who may write one project's dictionary could
 * be shown another's.
 */
const keyOf = (design: Design, withheld: ReadonlySet<string>): string => `${design.digest} ${hashColumns(withheld)}`;

/** What was asked for last, and its entry. The next request mostly asks for the same, and looks no further. */
interface Latest {
  readonly design: Design;
  readonly withheld: ReadonlySet<string>;
  readonly entry: Entry;
}

/** Fields of a schema's types, those of input types and the types themselves among them. */
export const countFields = (schema: GraphQLSchema): number =>
  Object.values(schema.getTypeMap()).reduce((sum, type) => {
    const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
    return sum + 1 + (hasFields ? Object.keys(type.getFields()).length : 0);
  }, 0);

/** An empty store. The least recently used schema goes first. */
export const createSchemaStore = ({ build, maxFields, maxSchemas }: SchemaStoreOptions): SchemaStore => {
  const entries = new Map<string, Entry>();
  let fields = 0;
  let builds = 0;
  let latest: Latest | undefined;

  const run = async (design: Design, withheld: ReadonlySet<string>): Promise<GraphQLSchema> => {
    builds += 1;
    return build(design, withheld);
  };

  const remove = (key: string, entry: Entry): void => {
    if (entries.get(key) !== entry) return;
    entries.delete(key);
    fields -= entry.fields;
    if (latest?.entry === entry) latest = undefined;
  };

  const makeRoom = (): void => {
    for (const [key, entry] of entries) {
      if (entries.size <= 1 || (fields <= maxFields && entries.size <= maxSchemas)) return;
      // One that is being made is waited for, and would be made twice.
      if (entry.fields > 0) remove(key, entry);
    }
  };

  const make = (key: string, design: Design, withheld: ReadonlySet<string>): Entry => {
    const entry: Entry = { schema: run(design, withheld), fields: 0 };
    const settle = (schema: GraphQLSchema): void => {
      if (entries.get(key) !== entry) return;
      entry.fields = countFields(schema);
      fields += entry.fields;
      makeRoom();
    };
    // A build that failed is not kept: the next request tries again, and reports the error if there is one.
    entry.schema.then(settle, () => {
      remove(key, entry);
    });
    return entry;
  };

  return {
    builds: () => builds,
    get: (design, withheld) => {
      if (latest?.design === design && latest.withheld === withheld) return latest.entry.schema;
      const key = keyOf(design, withheld);
      const entry = entries.get(key) ?? make(key, design, withheld);
      entries.delete(key);
      entries.set(key, entry);
      latest = { design, withheld, entry };
      makeRoom();
      return entry.schema;
    },
  };
};
