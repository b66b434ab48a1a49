import type { Result } from './result.ts';
import type { Results } from './results.ts';

/** How a table of growth is drawn. */
export interface Plotted {
  /** The table's title, and the picture's text for those who do not see it. */
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** Whether both axes are logarithmic. */
  readonly isLogarithmic: boolean;
}

/** The plots of the page, by the names of their files. */
export const plotted: Readonly<Record<string, Plotted>> = {
  rows: { title: 'CPU ms by rows', x: 'rows of 20 fields', y: 'CPU ms', isLogarithmic: true },
  fields: { title: 'CPU ms by fields', x: 'fields of a page of 1,000 rows', y: 'CPU ms', isLogarithmic: true },
  nesting: { title: 'CPU ms by levels', x: 'levels of records below records', y: 'CPU ms', isLogarithmic: false },
  callers: {
    title: 'small queries a second by callers',
    x: 'callers at once',
    y: 'queries a second',
    isLogarithmic: true,
  },
  replicas: {
    title: 'CPU µs of a small query by replicas',
    x: 'gateways on one Redis',
    y: 'CPU µs a query',
    isLogarithmic: false,
  },
};

/** The table that a plot shows; undefined where it was not measured. */
export const tableOfPlot = ({ title }: Plotted, { scenarios }: Results): Result | undefined =>
  Object.values(scenarios)
    .flat()
    .find((one) => one.title === title);
