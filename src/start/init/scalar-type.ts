/**
 * The TypeScript types of the graph's scalars, as GraphQL Code Generator takes them. Scalars travel as strings, so that no digit
 * and no leading zero is lost. Whole numbers of answers are exact as numbers.
 */
export const scalarTypes = {
  Date: 'string',
  Decimal: 'string',
  LocalDateTime: 'string',
  RecordName: 'string',
  RedcapLogic: 'string',
  Upload: 'File',
  WholeNumber: { input: 'number | string', output: 'number' },
} as const satisfies Readonly<Record<string, string | { readonly input: string; readonly output: string }>>;
