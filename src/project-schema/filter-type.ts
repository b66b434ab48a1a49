import type { GraphQLInputObjectType } from 'graphql';
import { equality, membership } from '../graph/kind/filter-type.ts';
import type { InputType } from '../graph/kind/graph-type.ts';
import { kindOf } from '../graph/kind/table.ts';
import type { FieldNode } from '../graph/design/design.ts';
import { createInputObjects } from './input-object.ts';
import type { StaticTypes } from './static-types.ts';

/** The filters that the fields of every project share: one for each kind of value, and one for the status of forms. */
export interface FilterTypes {
  readonly of: (field: FieldNode) => GraphQLInputObjectType;
  readonly status: GraphQLInputObjectType;
}

const statusFilter: InputType = {
  name: 'FormStatusFilter',
  description: 'How far the form is filled in. A status matches when all the given operators match.',
  fields: { ...equality('FormStatus', 'status'), ...membership('FormStatus', 'status') },
};

/** Makes the shared filters. Within one of them all that is given must hold. */
export const createFilterTypes = (statics: StaticTypes): FilterTypes => {
  const create = createInputObjects(statics);
  return { of: (field) => create(kindOf(field).filter), status: create(statusFilter) };
};
