import { formatTable } from './table.ts';

/** One line of a table: what was measured, and its figures by name. */
export interface ResultRow {
  readonly name: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** A table of figures that were measured side by side. */
export interface Result {
  readonly title: string;
  readonly rows: readonly ResultRow[];
}

/** A figure as `results.json` has it: four digits, for no more of them are true. */
const roundFigure = (figure: number): number => (Number.isInteger(figure) ? figure : Number(figure.toPrecision(4)));

/** A row of a table. Figures that this system does not show are left out. */
export const resultRow = (name: string, figures: Readonly<Record<string, number>>): ResultRow => ({
  name,
  figures: Object.fromEntries(
    Object.entries(figures)
      .filter(([, figure]) => !Number.isNaN(figure))
      .map(([key, figure]) => [key, roundFigure(figure)]),
  ),
});

/** A figure as people read it: three digits. */
export const formatFigure = (figure: number | undefined): string => {
  if (figure === undefined) return '';
  const size = Math.abs(figure);
  if (Number.isInteger(figure) || size >= 100) return Math.round(figure).toLocaleString('en');
  return size >= 0.01 ? String(Number(figure.toPrecision(3))) : figure.toExponential(1);
};

/** The table of a result, in Markdown. */
export const tableOf = ({ title, rows }: Result): string => {
  const names = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  return formatTable(
    [title, ...names],
    rows.map(({ name, figures }) => [name, ...names.map((key) => formatFigure(figures[key]))]),
  );
};
