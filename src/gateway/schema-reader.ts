import { BREAK, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { Caller } from './caller.ts';
import { refuse } from './refusal.ts';

/** Who may read the schema through the API, and open GraphiQL: everybody, nobody, or the callers that it is true for. */
export type SchemaReaders = boolean | ((caller: Caller) => boolean);

/** Whether everybody may read the schema. Only then do messages name what it has. */
export const isForAll = (readers: SchemaReaders): boolean => readers === true;

const introspecting = new WeakMap<DocumentNode, boolean>();

/** Whether a document asks for the schema. It is found out once a document, as documents are kept. */
const isIntrospecting = (document: DocumentNode): boolean => {
  const known = introspecting.get(document);
  if (known !== undefined) return known;
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      if (name.value !== '__schema' && name.value !== '__type') return undefined;
      found = true;
      return BREAK;
    },
  });
  introspecting.set(document, found);
  return found;
};

/** Refuses a document that asks for the schema to callers who may not read it. Where nobody may, it is not valid at all. */
export const checkSchemaReader = (document: DocumentNode, caller: Caller | undefined, readers: SchemaReaders): void => {
  if (typeof readers !== 'function' || !isIntrospecting(document)) return;
  if (caller !== undefined && readers(caller)) return;
  throw refuse(
    'FORBIDDEN',
    'Your credential does not allow to read the schema. Ask the operator of the gateway for it.',
  );
};
