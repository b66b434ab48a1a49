import {
  GraphQLBoolean,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
} from 'graphql';
import type { ValueKind } from '../graph/design/design.ts';
import type { StaticTypes } from './static-types.ts';
import type { OwnTypeName } from './vocabulary.ts';

/** The filters that the fields of every project share: one for each kind of value, and one for the status of forms. */
export interface FilterTypes {
  readonly byKind: Readonly<Record<ValueKind, GraphQLInputObjectType>>;
  readonly status: GraphQLInputObjectType;
}

const listOf = (type: GraphQLInputType): GraphQLInputType => new GraphQLList(new GraphQLNonNull(type));

const equality = (type: GraphQLInputType, what: string): GraphQLInputFieldConfigMap => ({
  eq: { type, description: `Equal to this ${what}.` },
  ne: { type, description: `Not equal to this ${what}; so is a blank.` },
});

const membership = (type: GraphQLInputType, what: string): GraphQLInputFieldConfigMap => ({
  in: { type: listOf(type), description: `Equal to one of these; never of an empty list. Each a ${what}.` },
});

const ordering = (type: GraphQLInputType): GraphQLInputFieldConfigMap => ({
  gt: { type, description: 'Greater or later than this. A blank never is.' },
  gte: { type, description: 'This, or greater or later. A blank never is.' },
  lt: { type, description: 'Less or earlier than this. A blank never is.' },
  lte: { type, description: 'This, or less or earlier. A blank never is.' },
});

const blankness: GraphQLInputFieldConfigMap = {
  isBlank: { type: GraphQLBoolean, description: 'True: nothing is stored. False: something is.' },
};

const missing: GraphQLInputFieldConfigMap = {
  missingDataCode: { type: GraphQLString, description: 'This missing data code is stored in place of a value.' },
};

const filter = (
  name: OwnTypeName,
  description: string,
  ...fields: readonly GraphQLInputFieldConfigMap[]
): GraphQLInputObjectType =>
  new GraphQLInputObjectType({ name, description, fields: Object.assign({}, ...fields) as GraphQLInputFieldConfigMap });

const createStatusFilter = (statics: StaticTypes): GraphQLInputObjectType => {
  const status = statics.get<GraphQLInputObjectType>('FormStatus');
  return filter(
    'FormStatusFilter',
    'How far the form is filled in; all that is given must hold.',
    equality(status, 'status'),
    membership(status, 'status'),
  );
};

const createCheckboxFilter = (): GraphQLInputObjectType =>
  filter(
    'CheckboxFilter',
    'What is ticked; all that is given must hold.',
    {
      checked: { type: listOf(GraphQLString), description: 'All of these codes are ticked.' },
      notChecked: { type: listOf(GraphQLString), description: 'None of these codes is ticked.' },
    },
    {
      isBlank: {
        type: GraphQLBoolean,
        description: 'True: nothing is ticked, and no missing data code stored. False: something is.',
      },
    },
    missing,
  );

/** Makes the shared filters. Within one of them all that is given must hold. */
export const createFilterTypes = (statics: StaticTypes): FilterTypes => {
  const scalar = (name: string): GraphQLInputType => statics.get(name);
  const all = 'All that is given must hold.';
  const ordered = (name: OwnTypeName, type: GraphQLInputType, what: string): GraphQLInputObjectType =>
    filter(name, all, equality(type, what), membership(type, what), ordering(type), blankness, missing);
  const text = filter(
    'TextFilter',
    all,
    equality(GraphQLString, 'text'),
    membership(GraphQLString, 'text'),
    {
      contains: { type: GraphQLString, description: 'Holds this text somewhere, in capitals or not.' },
      startsWith: { type: GraphQLString, description: 'Begins with this text, in capitals or not.' },
    },
    blankness,
    missing,
  );
  const file = filter('FileFilter', 'Whether there is a file.', blankness);
  return {
    byKind: {
      text,
      integer: ordered('IntegerFilter', GraphQLInt, 'number'),
      number: ordered('DecimalFilter', scalar('Decimal'), 'number'),
      date: ordered('DateFilter', scalar('Date'), 'date'),
      datetime: ordered('DateTimeFilter', scalar('LocalDateTime'), 'date and time'),
      time: ordered('TimeFilter', GraphQLString, 'time'),
      boolean: filter('BooleanFilter', all, equality(GraphQLBoolean, 'answer'), blankness, missing),
      choice: filter(
        'ChoiceFilter',
        `${all} An order is there where all codes are numbers.`,
        equality(GraphQLString, 'code'),
        membership(GraphQLString, 'code'),
        ordering(GraphQLString),
        blankness,
        missing,
      ),
      checkbox: createCheckboxFilter(),
      file,
      none: file,
    },
    status: createStatusFilter(statics),
  };
};
