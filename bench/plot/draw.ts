import { line, dot, plot, ruleY, text } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Plotted } from '../plotted.ts';
import type { Result } from '../result.ts';

/** The gateway's own lines are dark and thick, and all others pale. */
const colours: Readonly<Record<string, string>> = {
  typed: '#0b3d91',
  gateways: '#0b3d91',
  Redis: '#cc4125',
  'a gateway without Redis': '#555555',
  static: '#1f77b4',
  floor: '#555555',
  proxy: '#555555',
  'yoga + Pothos': '#e69138',
  'yoga + graphql-jit': '#bf9000',
  'mercurius + jit': '#6aa84f',
  'Hive Gateway + JSON Schema': '#cc4125',
};

const own = new Set(['typed', 'static', 'gateways']);

interface Point {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

const pointsOf = ({ rows }: Result): Point[] =>
  rows.flatMap(({ name, figures }) =>
    Object.entries(figures)
      .map(([x, y]) => ({ name, x: Number(x), y }))
      .sort((a, b) => a.x - b.x),
  );

const HEIGHT_OF_A_NAME = 18;

/** The names of the lines on the right, in the order in which the lines end. */
const namesOf = (points: readonly Point[], rows: Result['rows']) => {
  const lastOf = (name: string): number => points.findLast((point) => point.name === name)?.y ?? 0;
  return rows
    .map(({ name }) => name)
    .sort((a, b) => lastOf(b) - lastOf(a))
    .map((name, rank) =>
      text([`● ${name}`], {
        frameAnchor: 'top-right',
        textAnchor: 'start',
        dx: 12,
        dy: rank * HEIGHT_OF_A_NAME,
        fill: colours[name] ?? 'black',
        fontWeight: own.has(name) ? 'bold' : 'normal',
      }),
    );
};

/** Draws a table as the text of an SVG: each row is a line, each figure a point. */
export const draw = ({ x, y, isLogarithmic }: Plotted, result: Result): string => {
  const points = pointsOf(result);
  const { document } = parseHTML('<html><body></body></html>');
  const type = isLogarithmic ? 'log' : 'linear';
  const stroke = ({ name }: Point): string => colours[name] ?? 'black';
  const svg = plot({
    document,
    width: 760,
    height: 360,
    marginLeft: 60,
    marginRight: 210,
    marginTop: 30,
    marginBottom: 42,
    style: { background: 'white', color: 'black', fontSize: '12px' },
    x: { type, label: x, ticks: [...new Set(points.map((point) => point.x))], tickFormat: ',' },
    y: {
      type,
      label: y,
      grid: true,
      ticks: 5,
      tickFormat: isLogarithmic ? ',' : (tick: number) => tick.toLocaleString('en'),
    },
    marks: [
      ...(isLogarithmic ? [] : [ruleY([0])]),
      line(points, {
        x: 'x',
        y: 'y',
        z: 'name',
        stroke,
        strokeWidth: (point: Point) => (own.has(point.name) ? 3 : 1.5),
      }),
      dot(points, { x: 'x', y: 'y', fill: stroke, r: 2.5 }),
      ...namesOf(points, result.rows),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${svg.outerHTML}\n`;
};
