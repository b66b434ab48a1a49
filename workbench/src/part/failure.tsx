import type { ReactNode } from 'react';
import type { CombinedError } from '@urql/core';
import { faultsOf } from '../graph/fault.ts';
import type { Fault } from '../graph/fault.ts';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { Button } from './button.tsx';
import style from './failure.module.css';
import { Notice } from './notice.tsx';

const remedyOf = (code: string): (typeof texts.remedy)[keyof typeof texts.remedy] =>
  code in texts.remedy ? texts.remedy[code as keyof typeof texts.remedy] : texts.remedy.OTHER;

/** One fault: its words, what to do, its code and the request that the operator can find in the log. */
const FaultText = ({ fault }: { readonly fault: Fault }): ReactNode => {
  const { say } = useSpeech();
  return (
    <div className={style['fault']}>
      {fault.code === 'NETWORK' ? null : <p>{fault.message}</p>}
      <p>{say(remedyOf(fault.code))}</p>
      <p className={style['facts']}>
        {say(texts.fault.code)} <code>{fault.code}</code>
        {fault.path === null ? null : (
          <>
            {' · '}
            <code>{fault.path}</code>
          </>
        )}
        {fault.requestId === null ? null : (
          <>
            {' · '}
            {say(texts.fault.requestId)} <code>{fault.requestId}</code>
          </>
        )}
      </p>
    </div>
  );
};

/** What a notice of faults takes. */
export interface FaultNoticeProps {
  readonly faults: readonly Fault[];
  /** Some of the answer is there all the same. */
  readonly isPartial?: boolean;
  readonly onAgain?: (() => void) | undefined;
}

/** Says what went wrong, and what to do about it. */
export const FaultNotice = ({ faults, isPartial = false, onAgain }: FaultNoticeProps): ReactNode => {
  const { say } = useSpeech();
  return (
    <Notice
      kind={isPartial ? 'warn' : 'bad'}
      title={say(isPartial ? texts.fault.part : texts.fault.title)}
      isUrgent={!isPartial}
    >
      {faults.map((fault) => (
        <FaultText key={`${fault.code} ${fault.message}`} fault={fault} />
      ))}
      {onAgain === undefined ? null : <Button onPress={onAgain}>{say(texts.progress.again)}</Button>}
    </Notice>
  );
};

/** The same of an error that urql reports. */
export const Failure = ({
  error,
  ...rest
}: Omit<FaultNoticeProps, 'faults'> & { readonly error: CombinedError }): ReactNode => (
  <FaultNotice faults={faultsOf(error)} {...rest} />
);
