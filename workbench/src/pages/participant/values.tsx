import type { ReactNode } from 'react';
import { useClient } from 'urql';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Answered } from '../../part/answered.tsx';
import { Button } from '../../part/button.tsx';
import { foundFile, TransferState, useTransfers } from '../../part/transfer.tsx';
import type { WantedFile } from '../../part/transfer.tsx';
import { ValueText } from '../../part/value.tsx';
import { ParticipantFileDocument, ParticipantValuesDocument } from './generated/graphql.ts';
import type { ParticipantValuesQuery } from './generated/graphql.ts';
import style from './participant.module.css';

type Value = Extract<ParticipantValuesQuery['node'], { readonly __typename: 'InstrumentData' }>['values'][number];

/** Asks where the file of a field is. */
const useFileFinder = (id: string): ((field: string) => WantedFile) => {
  const client = useClient();
  return (field) => ({
    find: async () => {
      const { data, error } = await client.query(
        ParticipantFileDocument,
        { id, field },
        { requestPolicy: 'network-only' },
      );
      const value = data?.node?.__typename === 'InstrumentData' ? data.node.value : null;
      return foundFile(value?.__typename === 'FileValue' ? value.file : null, error);
    },
  });
};

const Row = ({ value, onFile }: { readonly value: Value; readonly onFile: (field: string) => void }): ReactNode => {
  const { say } = useSpeech();
  const { fieldName, fieldLabel, sectionHeader } = value.field;
  return (
    <>
      {sectionHeader === null ? null : (
        <tr>
          <th scope="colgroup" colSpan={2} className={style['section']}>
            {sectionHeader}
          </th>
        </tr>
      )}
      <tr>
        <th scope="row">
          {fieldLabel}
          <code>{fieldName}</code>
        </th>
        <td>
          {value.__typename === 'FileValue' && value.raw !== null ? (
            <Button onPress={() => onFile(fieldName)} aria-label={say(texts.participant.fetch, { file: value.raw })}>
              <svg viewBox="0 0 12 12" aria-hidden="true" className={style['arrow']}>
                <path d="M6 1.5v6M3.5 5 6 7.5 8.5 5M2 10.5h8" />
              </svg>
              {value.raw}
            </Button>
          ) : (
            <ValueText value={value} show="both" />
          )}
        </td>
      </tr>
    </>
  );
};

/** The values of one saved instrument: by label, with the code beside it. */
export const Values = ({ id, label }: { readonly id: string; readonly label: string }): ReactNode => {
  const { say } = useSpeech();
  const answer = useAnswer(ParticipantValuesDocument, { id });
  const transfers = useTransfers();
  const wanted = useFileFinder(id);
  return (
    <Answered answer={answer} what={label}>
      {({ node }) =>
        node?.__typename !== 'InstrumentData' ? null : (
          <>
            <TransferState transfers={transfers} />
            <table className={style['values']} aria-label={say(texts.participant.valuesOf, { instrument: label })}>
              <tbody>
                {node.values.map((value) => (
                  <Row key={value.field.id} value={value} onFile={(field) => transfers.start(wanted(field))} />
                ))}
              </tbody>
            </table>
          </>
        )
      }
    </Answered>
  );
};
