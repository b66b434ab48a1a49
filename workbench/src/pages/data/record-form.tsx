import { useNavigate } from '@tanstack/react-router';
import type { CombinedError } from '@urql/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import { Failure } from '../../part/failure.tsx';
import form from '../../part/form.module.css';
import { LineInput } from '../../part/input.tsx';
import { Notice } from '../../part/notice.tsx';
import style from './data.module.css';
import { RecordByNameDocument } from './generated/graphql.ts';

/** Opens a record by its name. The name goes to the gateway in the body of a request, and into no address. */
export const RecordForm = ({ project }: { readonly project: string }): ReactNode => {
  const { say } = useSpeech();
  const client = useClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [isLooking, setLooking] = useState(false);
  const [outcome, setOutcome] = useState<CombinedError | 'missing' | null>(null);

  const open = async (): Promise<void> => {
    setLooking(true);
    setOutcome(null);
    const { data, error } = await client.query(
      RecordByNameDocument,
      { project, name: name.trim() },
      { requestPolicy: 'network-only' },
    );
    setLooking(false);
    const record = data?.project?.record?.shareId;
    if (record === undefined) setOutcome(error ?? 'missing');
    else void navigate({ to: '/projects/$project/participants/$record', params: { project, record } });
  };

  return (
    <div className={style['open']}>
      <form
        className={form['row']}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void open();
        }}
      >
        <LineInput label={say(texts.data.openByName)} type="text" value={name} onType={setName} />
        <Button type="submit" isDisabled={isLooking || name.trim() === ''}>
          {say(texts.data.open)}
        </Button>
      </form>
      {outcome === 'missing' ? (
        <Notice kind="warn" isUrgent>
          {say(texts.data.noRecord)}
        </Notice>
      ) : null}
      {outcome === null || outcome === 'missing' ? null : <Failure error={outcome} />}
    </div>
  );
};
