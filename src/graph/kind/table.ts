import type { DictionaryField } from '../dictionary/field.ts';
import { boolean } from './boolean.ts';
import { checkbox } from './checkbox.ts';
import { choice } from './choice.ts';
import { date } from './date.ts';
import { datetime } from './datetime.ts';
import { file } from './file.ts';
import { integer } from './integer.ts';
import type { Declaration, Kind } from './kind.ts';
import { none } from './none.ts';
import { number } from './number.ts';
import { text } from './text.ts';
import { time } from './time.ts';

/** All kinds of values. A field is of the first kind that fits it, and text fits every field. */
export const kinds = {
  integer,
  number,
  date,
  datetime,
  time,
  boolean,
  choice,
  checkbox,
  file,
  none,
  text,
} as const satisfies Readonly<Record<string, Kind>>;

/** How a field's stored text is read; `none` for fields that never hold a value (descriptive). */
export type KindName = keyof typeof kinds;

/** What is particular to a value of some kind: `kind`, and what that kind reads. */
export type TypedValue = ReturnType<(typeof kinds)[KindName]['read']>['typed'];

const names = Object.keys(kinds) as KindName[];

/** The kind of a field that is declared so; by the dictionary only, never by data. */
export const kindDeclared = (declaration: Declaration): KindName =>
  names.find((name) => kinds[name].fits(declaration)) ?? 'text';

/** A field whose kind is known, as the fields of a design are. */
interface FieldOfKind extends DictionaryField {
  readonly kind: KindName;
}

/** The kind of the field that names the record, whatever the dictionary declares it to be. */
export const recordIdKind: KindName = 'text';

/** What is particular to the field's kind of value. */
export const kindOf = ({ kind }: FieldOfKind): Kind => kinds[kind];

/** The field holds values, unlike a descriptive one. */
export const holdsValues = (field: FieldOfKind): boolean => kindOf(field).holdsValues;

/** The values of the field are uploaded and downloaded. */
export const holdsFile = ({ kind }: FieldOfKind): boolean => kind === 'file';

/** All that is ever shown of a text in the field is the text itself, where it is no missing data code. */
export const isVerbatim = (field: FieldOfKind): boolean => kindOf(field).isVerbatim === true;

/** Every kind once, in the order of the table. */
export const allKinds: readonly Kind[] = names.map((name) => kinds[name]);
