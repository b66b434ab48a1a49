import { builder } from './builder.ts';

type Described<Name extends string> = { [Value in Name]: { description: string } };

/** An enum of the graph, from a table of its values and what they mean. */
export const describedEnum = <Name extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<Name, string>>,
) =>
  builder.enumType(name, {
    description,
    values: Object.fromEntries(
      Object.entries<string>(meanings).map(([value, meaning]) => [value, { description: meaning }]),
    ) as Described<Name>,
  });
