import type { Variant } from './table.ts';
import { variants } from './table.ts';

type Entry = (typeof variants)[number];

/** The value of each variant, by its name. */
export type Variants = { [Name in Entry['name']]: keyof Extract<Entry, { name: Name }>['values'] };

const listed: readonly Variant[] = variants;

const valuesOf = ({ values }: Variant): string[] => Object.keys(values);

const describeVariants = (): string =>
  listed.map((variant) => `${variant.name}=${valuesOf(variant).join('|')}`).join(', ');

const readVariant = (text: string): [name: string, value: string] => {
  const [name = '', value = ''] = text.split(/=(.*)/s);
  const variant = listed.find((candidate) => candidate.name === name);
  if (variant === undefined) {
    throw new RangeError(`--variant: The sandbox has no variant "${name}". It has ${describeVariants()}.`);
  }
  if (!Object.hasOwn(variant.values, value)) {
    throw new RangeError(
      `--variant: The variant ${name} has no value "${value}". It has ${valuesOf(variant).join(' and ')}.`,
    );
  }
  return [name, value];
};

/** All variants, with the default where these choose no value. */
export const chooseVariants = (chosen: Partial<Variants> = {}): Variants => ({
  ...(Object.fromEntries(listed.map((variant) => [variant.name, valuesOf(variant)[0]])) as Variants),
  ...chosen,
});

/**
 * Reads variants that are each written as `NAME=VALUE`; of two with one name the later counts. Throws a RangeError that lists
 * what there is, for a name or value that there is not. The message begins with the name of the option.
 */
export const readVariants = (texts: readonly string[]): Partial<Variants> => Object.fromEntries(texts.map(readVariant));
