import { projectXml } from './odm.ts';

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The names of the records from one number to another. */
export const manyNames = (from: number, to: number): string[] => numbers(from, to).map(String);

/** A classic project of `count` records named 1, 2, …: age 20 + number, site north for odd and south for even numbers. */
export const manyRecordsXml = (count: number): string =>
  projectXml({
    title: 'Many records',
    fields: [
      { form: 'base', name: 'id', type: 'text', label: 'Record ID' },
      { form: 'base', name: 'age', type: 'text', label: 'Age', validation: 'int' },
      { form: 'base', name: 'site', type: 'radio', label: 'Site', choices: { n: 'North', s: 'South' } },
      { form: 'base', name: 'comment', type: 'text', label: 'Comment' },
    ],
    forms: { base: 'Base' },
    events: [],
    data: numbers(1, count).map((number) => ({
      record: String(number),
      event: null,
      form: 'base',
      values: {
        id: String(number),
        age: String(20 + number),
        site: number % 2 === 1 ? 'n' : 's',
        comment: `it&apos;s &quot;${String(number)}&quot;`,
        base_complete: '2',
      },
    })),
  });
