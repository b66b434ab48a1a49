import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { formatDate } from '../format.ts';
import { ParticipantDocument, type ParticipantQuery } from '../generated/graphql.ts';
import { Problem } from '../problem.tsx';
import type { Project } from '../project.ts';
import { AdverseEvents } from './adverse-events.tsx';
import { ConsentCard } from './consent-card.tsx';
import { VitalsTable } from './vitals-table.tsx';

/** What the page shows of a participant. */
export type Participant = Extract<NonNullable<ParticipantQuery['node']>, { readonly __typename: 'Record' }>;

interface ParticipantPageProps {
  /** Opaque id of the record. */
  readonly id: string;
  readonly project: Project;
}

const Facts = ({ participant }: { readonly participant: Participant }) => {
  const demographics = participant.demographicsList[0];
  const facts = [
    ['Sex', demographics?.sex?.label],
    ['Age', demographics?.age?.value],
    ['Enrolled', formatDate(demographics?.enrol_date?.value)],
    ['Site', participant.dataAccessGroup?.dataAccessGroupName],
    ['Arm', participant.arms.map(({ name }) => name).join(', ')],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
};

/** All that staff need of one participant, in one request. */
export const ParticipantPage = ({ id, project }: ParticipantPageProps) => {
  const { data, loading, error, refetch } = useQuery(ParticipantDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const participant = data?.node?.__typename === 'Record' ? data.node : undefined;
  useEffect(() => {
    document.getElementById('main')?.focus();
  }, []);
  return (
    <>
      <p>
        <Link href="/">← All participants</Link>
      </p>
      {error !== undefined && <Problem error={error} onRetry={() => void refetch()} />}
      {participant === undefined && error === undefined && (
        <p className="waiting">{loading ? 'Reading the participant …' : 'There is no such participant any more.'}</p>
      )}
      {participant !== undefined && (
        <>
          <h1>Participant {participant.name}</h1>
          <Facts participant={participant} />
          <div className="cards">
            <AdverseEvents participant={participant} project={project} />
            <ConsentCard participant={participant} onStored={() => void refetch()} />
            <VitalsTable vitals={participant.vitals.nodes} />
          </div>
        </>
      )}
    </>
  );
};
