import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { StatusBadge } from '../../part/status.tsx';
import { Table } from '../../part/table.tsx';
import { ValueText } from '../../part/value.tsx';
import type { Design } from './field.ts';
import type { DataTableQuery } from './generated/graphql.ts';
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
}

/** Which of the columns beside the values say something. */
interface Places {
  readonly event: boolean;
  readonly arm: boolean;
  readonly instance: boolean;
}

const placesOf = (design: Design, nodes: readonly Row[]): Places => ({
  event: design.isLongitudinal,
  arm: design.arms.length > 1,
  instance: nodes.some(({ repeatInstance }) => repeatInstance !== null),
});

const Head = ({ design, view, places }: Pick<DataTableProps, 'design' | 'view'> & { places: Places }): ReactNode => {
  const { say } = useSpeech();
  return (
    <thead>
      <tr>
        <th scope="col" data-sticky>
          {design.recordIdField.fieldLabel}
        </th>
        {places.event ? <th scope="col">{say(texts.data.event)}</th> : null}
        {places.instance ? <th scope="col">{say(texts.data.instance)}</th> : null}
        <th scope="col">{say(texts.data.formStatus)}</th>
        {view.columns.map(({ id, fieldLabel, fieldName }) => (
          <th key={id} scope="col">
            {fieldLabel}
            <code>{fieldName}</code>
          </th>
        ))}
      </tr>
    </thead>
  );
};

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
        <Link to="/projects/$project/participants/$record" params={{ project, record: row.record.id }}>
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
export const DataTable = ({ project, design, view, page }: DataTableProps): ReactNode => {
  const places = placesOf(design, page.nodes);
  return (
    <Table label={view.instrument.label}>
      <Head design={design} view={view} places={places} />
      <tbody>
        {page.nodes.map((row) => (
          <BodyRow key={row.id} row={row} project={project} view={view} places={places} />
        ))}
      </tbody>
    </Table>
  );
};
