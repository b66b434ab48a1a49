import { useState } from 'react';
import { formatDate } from '../format.ts';
import type { AdverseEventRowFragment } from '../generated/graphql.ts';
import type { Project } from '../project.ts';
import { SEVERE_GRADES } from '../worklist/place.ts';
import { AdverseEventDialog } from './adverse-event-dialog.tsx';
import { isPending, useAddAdverseEvent } from './add-adverse-event.ts';
import type { Participant } from './participant-page.tsx';

interface AdverseEventsProps {
  readonly participant: Participant;
  readonly project: Project;
}

const Entry = ({ entry }: { readonly entry: AdverseEventRowFragment }) => {
  const { ae_term: term, ae_grade: grade, ae_onset: onset, ae_ongoing: ongoing, ae_serious: serious, event } = entry;
  const pending = isPending(entry);
  return (
    <li className={pending ? 'pending' : undefined}>
      <p>
        <strong>{term?.value ?? 'Not described'}</strong>
        {grade?.label != null && (
          <span className={`badge ${SEVERE_GRADES.includes(grade.code ?? '') ? 'severe' : ''}`}>{grade.label}</span>
        )}
        {serious?.value === true && <span className="badge severe">Serious</span>}
        {pending && <span className="badge">Saving …</span>}
      </p>
      <p className="note">
        {[
          event?.eventName,
          `onset ${formatDate(onset?.value)}`,
          ...(ongoing?.value === true ? ['still going on'] : []),
        ].join(' · ')}
      </p>
    </li>
  );
};

/** The adverse events of a participant, the latest entry first, and the form for another one. */
export const AdverseEvents = ({ participant, project }: AdverseEventsProps) => {
  const [isOpen, setOpen] = useState(false);
  const entry = useAddAdverseEvent(participant);
  const { nodes, totalCount } = participant.adverse_events;
  return (
    <section className="card" aria-labelledby="adverse-events">
      <div className="head">
        <h2 id="adverse-events">
          Adverse events <span className="count">{totalCount}</span>
        </h2>
        <button
          type="button"
          className="primary"
          onClick={() => {
            entry.forget();
            setOpen(true);
          }}
        >
          Add
        </button>
      </div>
      {nodes.length === 0 && <p className="waiting">None is reported.</p>}
      <ul className="entries">
        {nodes.toReversed().map((node) => (
          <Entry key={node.id} entry={node} />
        ))}
      </ul>
      {(isOpen || entry.refusal !== undefined) && (
        <AdverseEventDialog
          project={project}
          participant={participant}
          refusal={entry.refusal}
          onSave={(values) => {
            setOpen(false);
            void entry.add(values);
          }}
          onClose={() => {
            entry.forget();
            setOpen(false);
          }}
        />
      )}
    </section>
  );
};
