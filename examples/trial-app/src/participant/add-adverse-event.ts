import { useMutation } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { AddAdverseEventDocument, ParticipantDocument } from '../generated/graphql.ts';
import type { AddAdverseEventMutation, AdverseEventRowFragment, AdverseEvents_Input } from '../generated/graphql.ts';
import type { AdverseEvents_Event, ParticipantQuery } from '../generated/graphql.ts';
import type { FieldErrors } from '../form/validation.ts';

/** What somebody has entered, as the graph takes it and as the list shows it meanwhile. */
export interface Entered {
  readonly event: AdverseEvents_Event;
  readonly values: AdverseEvents_Input;
  readonly shown: Omit<AdverseEventRowFragment, 'id' | '__typename' | 'repeatInstance' | 'status'>;
  /** What the form held, to go on with it where the gateway refuses it. */
  readonly form: Readonly<Record<string, string>>;
}

/** Why nothing was written. */
export interface Refusal {
  readonly entered: Entered;
  /** By field, to stand beside it. */
  readonly fields: FieldErrors;
  /** What is about no field. */
  readonly general: string;
}

const PENDING = 'pending:';

/** True for a row that the gateway has not confirmed yet. */
export const isPending = ({ id }: Pick<AdverseEventRowFragment, 'id'>): boolean => id.startsWith(PENDING);

type Payload = NonNullable<AddAdverseEventMutation['importRecords']>;

/** An error of a value has a path that ends with its field: `["adverse_events", "0", "values", "ae_grade"]`. */
const refusalOf = (entered: Entered, { rows, errors }: Payload): Refusal | undefined => {
  const ofRows = rows.flatMap((row) => row.errors);
  const ofFields = ofRows.filter(({ path }) => path.at(-2) === 'values');
  // Where a row has errors, those of the payload say no more than that.
  const others = ofRows.length > 0 ? ofRows.filter((error) => !ofFields.includes(error)) : errors;
  if (ofFields.length + others.length === 0) return undefined;
  return {
    entered,
    fields: Object.fromEntries(ofFields.map(({ path, message }) => [path.at(-1) ?? '', message])),
    general: others.map(({ message }) => message).join(' '),
  };
};

/** What the gateway answers where it writes the entry. */
const confirmed = (entry: AdverseEventRowFragment): AddAdverseEventMutation => ({
  __typename: 'Mutation',
  importRecords: {
    __typename: 'ImportRecordsPayload',
    rows: [{ __typename: 'RowResult', index: 0, outcome: 'CREATED', savedNode: entry, errors: [] }],
    errors: [],
  },
});

/** The page with what is saved at the end of its list. It is there already where the change was followed first. */
const withSaved = (page: ParticipantQuery, answer: AddAdverseEventMutation): ParticipantQuery => {
  const saved = answer.importRecords?.rows[0]?.savedNode;
  if (page.node?.__typename !== 'Record' || saved?.__typename !== 'AdverseEvents') return page;
  const { adverse_events: events } = page.node;
  if (events.nodes.some(({ id }) => id === saved.id)) return page;
  const more = { ...events, totalCount: events.totalCount + 1, nodes: [...events.nodes, saved] };
  return { ...page, node: { ...page.node, adverse_events: more } };
};

/** The key of an entry: the same one when it is sent again, so that it is written once, and another one after it was written. */
const useKey = () => {
  const last = useRef({ text: '', key: '' });
  const keyOf = ({ event, values }: Entered): string => {
    const text = JSON.stringify([event, values]);
    if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() };
    return last.current.key;
  };
  return { keyOf, renew: () => (last.current = { text: '', key: '' }) };
};

/**
 * Adds adverse events of a participant. The row shows at once, and goes away again where the gateway refuses it. Otherwise the
 * one that is saved takes its place, with its id and its number.
 */
export const useAddAdverseEvent = (participant: { readonly id: string; readonly name: string }) => {
  const [mutate] = useMutation(AddAdverseEventDocument);
  const [refusal, setRefusal] = useState<Refusal>();
  const { keyOf, renew } = useKey();
  const add = async (entered: Entered): Promise<void> => {
    const key = keyOf(entered);
    const entry: AdverseEventRowFragment = {
      ...entered.shown,
      __typename: 'AdverseEvents',
      id: `${PENDING}${key}`,
      repeatInstance: null,
      status: 'UNVERIFIED',
    };
    setRefusal(undefined);
    try {
      const { data } = await mutate({
        variables: { record: participant.name, event: entered.event, values: entered.values, key },
        optimisticResponse: confirmed(entry),
        update: (cache, { data: answer }) => {
          cache.updateQuery({ query: ParticipantDocument, variables: { id: participant.id } }, (page) =>
            page === null || answer == null ? page : withSaved(page, answer),
          );
        },
        // The answer to a second try may leave out what the first one has saved.
        refetchQueries: ({ data: answer }) =>
          answer?.importRecords?.rows[0]?.savedNode == null ? [ParticipantDocument] : [],
      });
      if (data?.importRecords == null) return;
      renew();
      setRefusal(refusalOf(entered, data.importRecords));
    } catch (error) {
      const general = error instanceof Error ? error.message : 'The gateway cannot be reached.';
      setRefusal({ entered, fields: {}, general: `${general} Save again: nothing is written twice.` });
    }
  };
  return { add, refusal, forget: () => setRefusal(undefined) };
};
