import type { ChoiceNode } from '../graph/dictionary/choice.ts';
import type { EventNode, FieldNode, InstrumentNode } from '../graph/design/design.ts';
import { plainText } from '../graph/dictionary/label.ts';
import type { Place } from './placement.ts';

/** A list of choices longer than this is cut, and says so. */
const MAX_CHOICES = 60;

/** A description names so many events of an instrument, and says how many more there are. */
const MAX_EVENTS = 12;

/** Text that SDL can hold: no control characters, no half of a pair of surrogates. */
const writable = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ').toWellFormed();

/** The first of a list, and how many more there are. */
const listSome = (all: readonly string[], max: number): string => {
  const rest = all.length - max;
  return `${all.slice(0, max).join('; ')}${rest > 0 ? `; and ${String(rest)} more` : ''}.`;
};

const describeChoice = ({ code, label }: ChoiceNode): string => {
  const text = plainText(label);
  return text === '' || text === code ? code : `${code} = ${text}`;
};

const describeChoices = (choices: readonly ChoiceNode[]): string =>
  `Choices: ${listSome(choices.map(describeChoice), MAX_CHOICES)}`;

const describeRange = ({ row }: FieldNode): string => {
  const { text_validation_min: min, text_validation_max: max } = row;
  if (min === '' && max === '') return '';
  if (min === '') return `At most ${max}.`;
  return max === '' ? `At least ${min}.` : `From ${min} to ${max}.`;
};

const kindOf = ({ fieldType, row }: FieldNode): string => {
  const validation = row.text_validation_type_or_show_slider_number;
  const type = fieldType.toLowerCase();
  return fieldType === 'TEXT' && validation !== '' ? `${type}, ${validation}` : type;
};

/** A line with REDCap's name, where GraphQL has to have another. */
const describeRenaming = (redcapName: string, name: string): string =>
  redcapName === name ? '' : `REDCap: ${redcapName}`;

const compose = (parts: readonly string[]): string => writable(parts.filter((part) => part !== '').join('\n'));

/** A variable's label as people read it, or its name where it has none, and REDCap's name if it is another. */
export const describeLabel = ({ fieldName, row }: FieldNode, name: string): string => {
  const label = plainText(row.field_label) || fieldName;
  return writable(fieldName === name ? label : `${label}\n${describeRenaming(fieldName, name)}`);
};

/**
 * What the data dictionary says about a variable: kind, choices, note, range, branching logic, identifier. `label` comes from
 * {@link describeLabel}.
 */
export const describeField = (field: FieldNode, label: string): string => {
  const { row } = field;
  const note = plainText(row.field_note);
  const logic = row.branching_logic.trim();
  return compose([
    label,
    `(${kindOf(field)})`,
    field.choices === null || field.choices.length === 0 ? '' : describeChoices(field.choices),
    note === '' ? '' : `Note: ${note}`,
    describeRange(field),
    logic === '' ? '' : `Shown if: ${logic}`,
    row.identifier === 'y' ? 'Identifies people.' : '',
  ]);
};

const repeatWords: Readonly<Record<Place['repeatKind'], string>> = {
  NONE: '',
  INSTRUMENT: ', where it repeats',
  EVENT: ', which repeats',
};

/** What an instrument is and where in the project it lives. */
export const describeInstrument = (instrument: InstrumentNode, name: string, places: readonly Place[]): string => {
  const where = places.flatMap(({ event, repeatKind }) =>
    event === null ? [] : [`${event.uniqueEventName}${repeatWords[repeatKind]}`],
  );
  return compose([
    plainText(instrument.label) || instrument.name,
    describeRenaming(instrument.name, name),
    where.length === 0 ? '' : `In ${listSome(where, MAX_EVENTS)}`,
    where.length === 0 && places.some(({ repeatKind }) => repeatKind === 'INSTRUMENT') ? 'It repeats.' : '',
  ]);
};

/** An event's label with its arm and, where the enum has another name for it, its unique name. */
export const describeEvent = (event: EventNode, name: string, armName: string): string => {
  const number = `Arm ${String(event.armNum)}`;
  const label = plainText(armName);
  const arm = label === '' || label === number ? number : `${number}: ${label}`;
  return compose([
    `${plainText(event.eventName) || event.uniqueEventName} (${arm})`,
    describeRenaming(event.uniqueEventName, name),
    event.isRepeating ? 'The event repeats.' : '',
  ]);
};
