import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StatusBadge } from '../../part/status.tsx';
import { Table } from '../../part/table.tsx';
import { ValueText } from '../../part/value.tsx';
import type { Design } from './field.ts';
import type { DataTableQuery } from './generated/graphql.ts';
import { Head } from './head.tsx';
import type { Places, Pressed } from './head.tsx';
import type { View } from './view.ts';

/** A page of the table as the graph has it. */
export type TablePage = NonNullable<NonNullable<DataTableQuery['project']>['instrumentData']>;

type Row = TablePage['nodes'][number];

/** What the table takes. */
export interface DataTableProps {
  readonly project: string;
  readonly design: Design;
  readonly view: View;
  readonly page: TablePage;
  readonly pressedRef: Pressed;
}

const placesOf = (design: Design, nodes: readonly Row[]): Places => ({
  event: design.isLongitudinal,
  arm: design.arms.length > 1,
  instance: nodes.some(({ repeatInstance }) => repeatInstance !== null),
});

const BodyRow = ({
  row,
  project,
  view,
  places,
}: {
  row: Row;
  project: string;
  view: View;
  places: Places;
}): ReactNode => {
  const values = new Map(row.values.map((value) => [value.field.fieldName, value]));
  return (
    <tr>
      <th scope="row" data-sticky>
        <Link to="/projects/$project/participants/$record" params={{ project, record: row.record.shareId }}>
          {row.record.name}
        </Link>
      </th>
      {places.event ? (
        <td>
          {row.event?.eventName}
          {places.arm ? <small>{row.event?.arm.name}</small> : null}
        </td>
      ) : null}
      {places.instance ? <td>{row.repeatInstance}</td> : null}
      <td>
        <StatusBadge status={row.status} />
      </td>
      {view.columns.map(({ id, fieldName }) => {
        const value = values.get(fieldName);
        return <td key={id}>{value === undefined ? null : <ValueText value={value} show={view.show} />}</td>;
      })}
    </tr>
  );
};

/** One page of rows. */
export const DataTable = ({ project, design, view, page, pressedRef }: DataTableProps): ReactNode => {
  const places = placesOf(design, page.nodes);
  const omitted = new Set(page.completeness.omittedFields.map(({ fieldName }) => fieldName));
  return (
    <Table label={view.instrument.label}>
      <Head design={design} view={view} places={places} pressedRef={pressedRef} omitted={omitted} />
      <tbody>
        {page.nodes.map((row) => (
          <BodyRow key={row.id} row={row} project={project} view={view} places={places} />
        ))}
      </tbody>
    </Table>
  );
};
