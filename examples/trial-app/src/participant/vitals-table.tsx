import { formatDate } from '../format.ts';
import type { Participant } from './participant-page.tsx';

/** Blood pressure, visit by visit. A missing data code shows its label, and a text that is no number shows as it is. */
export const VitalsTable = ({ vitals }: { readonly vitals: Participant['vitals']['nodes'] }) => (
  <section className="card" aria-labelledby="vitals">
    <h2 id="vitals">Blood pressure</h2>
    {vitals.length === 0 ? (
      <p className="waiting">Nothing is measured yet.</p>
    ) : (
      <table>
        <thead>
          <tr>
            <th scope="col">Visit</th>
            <th scope="col">Date</th>
            <th scope="col" className="number">
              mmHg
            </th>
          </tr>
        </thead>
        <tbody>
          {vitals.map(({ id, event, repeatInstance, vitals_date: date, sbp, dbp }) => (
            <tr key={id}>
              <th scope="row">
                {event?.eventName}
                {repeatInstance == null ? '' : ` ${String(repeatInstance)}`}
              </th>
              <td>{formatDate(date?.value)}</td>
              <td className="number">
                {sbp?.value ?? sbp?.label ?? '–'}/{dbp?.value ?? dbp?.label ?? '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);
