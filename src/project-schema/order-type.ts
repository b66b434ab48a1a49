import { GraphQLBoolean, GraphQLInputObjectType, type GraphQLEnumType, type GraphQLInputFieldConfigMap } from 'graphql';
import { badUserInput } from '../errors.ts';
import type { Design } from '../graph/design/design.ts';
import type { RecordOrder } from '../loaders/record/order.ts';
import { rowOrderTexts } from '../schema/record/instrument-data-order.ts';
import { askedEvents, isInSeveralArms } from './event-argument.ts';
import type { InstrumentTypes } from './instrument-type.ts';
import type { StaticTypes } from './static-types.ts';
import type { InstrumentWord, Vocabulary } from './vocabulary.ts';

const directionField = (statics: StaticTypes): GraphQLInputFieldConfigMap[string] => ({
  type: statics.get<GraphQLEnumType>('OrderDirection'),
  defaultValue: 'ASC',
  description: rowOrderTexts.direction,
});

/** Makes the input that orders the rows of an instrument's table; null for one without variables. */
export const createRowOrder = (
  word: InstrumentWord,
  field: GraphQLEnumType | null,
  statics: StaticTypes,
): GraphQLInputObjectType | null =>
  field === null
    ? null
    : new GraphQLInputObjectType({
        name: `${word.typeName}_RowOrder`,
        description: rowOrderTexts.order,
        fields: () => ({
          field: { type: field, description: `A variable of ${word.name} that holds a single value.` },
          direction: directionField(statics),
        }),
      });

/** Instruments that somewhere hold one value of a field for a record. */
const canOrder = ({ placement }: InstrumentWord): boolean =>
  placement.places.some(({ repeatKind }) => repeatKind === 'NONE');

/** Makes the input that orders records. */
export const createRecordOrder = (
  instruments: readonly { readonly word: InstrumentWord; readonly types: InstrumentTypes }[],
  event: GraphQLEnumType | null,
  statics: StaticTypes,
): GraphQLInputObjectType =>
  new GraphQLInputObjectType({
    name: 'RecordOrder',
    description:
      'The order of records: by one variable of one instrument, or by record name when no variable is given. Records without a value come last. Records with the same value stand in the order of their names.',
    fields: (): GraphQLInputFieldConfigMap => ({
      direction: directionField(statics),
      ...(event === null
        ? {}
        : {
            event: {
              type: event,
              description: 'The event whose value counts. Needed where the instrument is in several events.',
            },
          }),
      ...(instruments.some(({ word }) => isInSeveralArms(word))
        ? {
            anyArm: {
              type: GraphQLBoolean,
              description:
                'With `event`: the events of the same name (`event_name`) in the other arms count too, the first one in which a record has a value. False unless given.',
            },
          }
        : {}),
      ...Object.fromEntries(
        instruments.flatMap(({ word, types }) =>
          types.field !== null && canOrder(word)
            ? [[word.name, { type: types.field, description: `A variable of ${word.name}.` }]]
            : [],
        ),
      ),
    }),
  });

/** The order in REDCap's names. Throws BAD_USER_INPUT for more than one variable and for a missing or needless event. */
export const readOrder = (
  vocabulary: Vocabulary,
  design: Design,
  order: Readonly<Record<string, unknown>>,
): RecordOrder => {
  const { direction, event: givenEvent, anyArm, ...rest } = order;
  const isDescending = direction === 'DESC';
  const event = typeof givenEvent === 'string' ? givenEvent : null;
  const fields = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined);
  const [only, ...others] = fields;
  if (only === undefined) {
    if (event !== null)
      throw badUserInput('orderBy.event is without a variable: give one, or leave it out.', 'orderBy.event');
    return { field: null, events: null, isDescending };
  }
  if (others.length > 0) throw badUserInput('orderBy takes one variable of one instrument.', 'orderBy');
  const [name, field] = only;
  const word = vocabulary.instruments.find((candidate) => candidate.name === name);
  const plain = word?.placement.places.filter(({ repeatKind }) => repeatKind === 'NONE') ?? [];
  if (event === null && plain.length > 1) {
    throw badUserInput(`orderBy.event is needed: ${name} is in several events.`, 'orderBy.event');
  }
  const counting = event ?? plain[0]?.event?.uniqueEventName;
  const events =
    word === undefined || counting === undefined
      ? null
      : askedEvents(design, word.instrument.name, { event: counting, anyArm: anyArm === true });
  return { field: String(field), events: events === null ? null : [...events], isDescending };
};
