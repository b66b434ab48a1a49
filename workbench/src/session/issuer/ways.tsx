import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { gateway } from '../../gateway.ts';
import type { IssuerFacts } from '../../gateway.ts';
import type { Fault } from '../../graph/fault.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import { FaultNotice } from '../../part/failure.tsx';
import { Notice } from '../../part/notice.tsx';
import { Progress } from '../../part/progress.tsx';
import { checkCredential } from '../check.ts';
import type { Credential } from '../credential.ts';
import { useSession } from '../session.tsx';
import { returned } from './return.ts';
import type { Return } from './return.ts';

/** How a way back from an issuer ended: a credential that the gateway accepts, or what was wrong. */
type Arrival = { readonly credential: Credential } | { readonly fault: Fault | null };

const arrive = async (back: Return): Promise<Arrival> => {
  const issuer = gateway.issuers.find((one) => one.issuer === back.pending.issuer);
  if (issuer === undefined) return { fault: null };
  try {
    // They load when somebody signs in here.
    const [{ finishSignIn }, { issuedCredential }] = await Promise.all([
      import('./authorization.ts'),
      import('./renewal.ts'),
    ]);
    const credential = issuedCredential(issuer, await finishSignIn(issuer, back));
    const fault = await checkCredential(credential);
    return fault === null ? { credential } : { fault };
  } catch {
    return { fault: null };
  }
};

let arrival: Promise<Arrival> | undefined;

/** The one arrival of this page: a code is good once. */
const arriveOnce = (back: Return): Promise<Arrival> => (arrival ??= arrive(back));

/** What went wrong at the issuer, or at the gateway with what the issuer gave. */
const ArrivalFault = ({ fault }: { readonly fault: Fault | null }): ReactNode => {
  const { say } = useSpeech();
  if (fault !== null && fault.code !== 'UNAUTHENTICATED') return <FaultNotice faults={[fault]} />;
  return (
    <Notice kind="bad" isUrgent>
      {say(fault === null ? texts.signIn.issuerFailed : texts.signIn.issuerRefused)}
    </Notice>
  );
};

/** Signing in at an issuer, by one button for each. */
export const IssuerWays = (): ReactNode => {
  const { say } = useSpeech();
  const { signIn, end } = useSession();
  const [isBusy, setBusy] = useState(returned !== null && end === 'new');
  const [fault, setFault] = useState<Fault | null>();

  useEffect(() => {
    if (returned === null || end !== 'new') return;
    void arriveOnce(returned).then((ended) => {
      setBusy(false);
      if ('credential' in ended) signIn(ended.credential);
      else setFault(ended.fault);
    });
  }, [end, signIn]);

  const leave = async (issuer: IssuerFacts): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const { beginSignIn } = await import('./authorization.ts');
      await beginSignIn(issuer);
    } catch {
      setBusy(false);
      setFault(null);
    }
  };

  if (isBusy) return <Progress what={say(texts.signIn.issuerAnswer)} />;
  return (
    <>
      {fault === undefined ? null : <ArrivalFault fault={fault} />}
      {gateway.issuers.map((issuer) => (
        <Button key={issuer.issuer} weight="main" onPress={() => void leave(issuer)}>
          {say(texts.signIn.atIssuer, { name: issuer.name })}
        </Button>
      ))}
    </>
  );
};
