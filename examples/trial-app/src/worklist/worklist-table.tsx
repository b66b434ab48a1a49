import { Link } from 'wouter';
import { formatDate } from '../format.ts';
import type { WorklistRowFragment } from '../generated/graphql.ts';
import { SEVERE_GRADES } from './place.ts';

/** The severe events of a participant that go on. */
const severeOngoing = ({ adverse_events: events }: WorklistRowFragment): number =>
  events.nodes.filter(
    ({ ae_grade: grade, ae_ongoing: ongoing }) => ongoing?.value === true && SEVERE_GRADES.includes(grade?.code ?? ''),
  ).length;

const describePerson = ({ demographicsList: [demographics] }: WorklistRowFragment): string =>
  [demographics?.sex?.label, demographics?.age?.value].filter((part) => part != null).join(', ') || '–';

const Row = ({ row }: { readonly row: WorklistRowFragment }) => {
  const severe = severeOngoing(row);
  return (
    <tr>
      <th scope="row">
        <Link href={`/participants/${encodeURIComponent(row.id)}`}>{row.name}</Link>
      </th>
      <td className="person">{describePerson(row)}</td>
      <td className="wide">{row.dataAccessGroup?.dataAccessGroupName ?? '–'}</td>
      <td className="wide">{formatDate(row.demographicsList[0]?.enrol_date?.value)}</td>
      <td className="number">{row.adverse_events.totalCount}</td>
      <td>{severe > 0 && <span className="badge severe">{severe} severe</span>}</td>
    </tr>
  );
};

export const WorklistTable = ({ rows }: { readonly rows: readonly WorklistRowFragment[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">ID</th>
        <th scope="col">Sex, age</th>
        <th scope="col" className="wide">
          Site
        </th>
        <th scope="col" className="wide">
          Enrolled
        </th>
        <th scope="col" className="number">
          Events
        </th>
        <th scope="col">Going on</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </tbody>
  </table>
);
