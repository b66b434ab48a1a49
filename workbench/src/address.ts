/** A text of an address. The router reads `5` and `true` as what they look like, whatever somebody meant. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

/** Leaves out what is not there, so that it is neither in the address nor in the way of a default. */
export const given = <Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } =>
  // The computed name is the only property, which TypeScript does not see.
  (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };

/** Whether a text of an address has the form of a share id, by which the graph names a record to all callers. */
export const isShareId = (text: string): boolean => /^[\w-]{22}$/.test(text);
