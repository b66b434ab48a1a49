import { useState } from 'react';
import type { ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import { Mark } from '../frame/mark.tsx';
import { SettingsMenu } from '../frame/settings-menu.tsx';
import { gateway } from '../gateway.ts';
import type { CredentialKind } from '../gateway.ts';
import type { Fault } from '../graph/fault.ts';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { classes } from '../look/classes.ts';
import { Button } from '../part/button.tsx';
import { Disclosure } from '../part/disclosure.tsx';
import { FaultNotice } from '../part/failure.tsx';
import form from '../part/form.module.css';
import { Notice } from '../part/notice.tsx';
import { Page } from '../part/page.tsx';
import { checkCredential } from './check.ts';
import { bearerCredential, redcapTokenCredential } from './credential.ts';
import type { Credential } from './credential.ts';
import { IssuerSignOut } from './issuer/sign-out.tsx';
import { IssuerWays } from './issuer/ways.tsx';
import { useSession } from './session.tsx';
import style from './sign-in.module.css';

const HELP = {
  apiKey: texts.signIn.apiKeyHelp,
  accessToken: texts.signIn.accessTokenHelp,
  redcapToken: texts.signIn.redcapTokenHelp,
} as const;

const credentialOf = (kind: CredentialKind, text: string): Credential =>
  kind === 'redcapToken' ? redcapTokenCredential(gateway.tokenHeader ?? '', text) : bearerCredential(text);

/** Why the reader is here again, where that is so. */
const Reason = (): ReactNode => {
  const { say } = useSpeech();
  const { end, left } = useSession();
  if (end === 'new') return null;
  return end === 'refused' ? (
    <Notice kind="warn" isUrgent>
      {say(texts.signIn.ended)}
    </Notice>
  ) : (
    <Notice>
      <p>{say(texts.signIn.left)}</p>
      {left === null ? null : <IssuerSignOut issuer={left} />}
    </Notice>
  );
};

/** Which kind of credential, where the gateway takes several. */
const KindChoice = (props: {
  readonly kind: CredentialKind;
  readonly onChoose: (kind: CredentialKind) => void;
}): ReactNode => {
  const { say } = useSpeech();
  if (gateway.credentials.length < 2) return null;
  return (
    <RadioGroup
      className={classes(style['kinds'])}
      value={props.kind}
      onChange={(chosen) => {
        const kind = gateway.credentials.find((one) => one === chosen);
        if (kind !== undefined) props.onChoose(kind);
      }}
    >
      <Label>{say(texts.signIn.kind)}</Label>
      <div className={style['row']}>
        {gateway.credentials.map((kind) => (
          <Radio key={kind} value={kind} className={classes(style['kind'])}>
            {say(texts.signIn[kind])}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
};

const CredentialForm = (): ReactNode => {
  const { say } = useSpeech();
  const { signIn } = useSession();
  const [kind, setKind] = useState<CredentialKind>(gateway.credentials[0] ?? 'apiKey');
  const [text, setText] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [isChecking, setChecking] = useState(false);

  const submit = async (): Promise<void> => {
    const credential = credentialOf(kind, text);
    setChecking(true);
    setFault(null);
    const wrong = await checkCredential(credential);
    setChecking(false);
    if (wrong === null) signIn(credential);
    else setFault(wrong);
  };

  const isRefused = fault?.code === 'UNAUTHENTICATED';
  return (
    <Form
      className={classes(style['form'])}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <KindChoice kind={kind} onChoose={setKind} />
      <TextField
        // No name and no autocompletion: password managers would store it.
        type="password"
        autoComplete="off"
        isRequired
        isInvalid={isRefused}
        value={text}
        onChange={setText}
        className={classes(style['field'])}
      >
        <Label>{say(texts.signIn[kind])}</Label>
        <Input className={classes(style['input'])} spellCheck="false" />
        <Text slot="description" className={classes(form['help'])}>
          {say(HELP[kind])}
        </Text>
      </TextField>
      {isRefused ? (
        <Notice kind="bad" isUrgent>
          {say(texts.signIn.refused)}
        </Notice>
      ) : null}
      {fault !== null && !isRefused ? <FaultNotice faults={[fault]} /> : null}
      <Button type="submit" weight="main" isDisabled={isChecking || text.trim() === ''}>
        {say(isChecking ? texts.signIn.checking : texts.signIn.submit)}
      </Button>
    </Form>
  );
};

/** Signing in at an issuer where that is possible, and with a credential that somebody has. */
const Ways = (): ReactNode => {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  if (gateway.issuers.length === 0) return <CredentialForm />;
  return (
    <>
      <IssuerWays />
      <Disclosure title={say(texts.signIn.otherWay)} isOpen={isOpen} onOpen={setOpen}>
        <CredentialForm />
      </Disclosure>
    </>
  );
};

/** Asks for the credential of this tab. */
export const SignInPage = (): ReactNode => {
  const { say } = useSpeech();
  return (
    <>
      <header className={style['top']}>
        <span className={style['brand']}>
          <Mark />
          {say(texts.frame.brand)}
        </span>
        <SettingsMenu />
      </header>
      <main className={style['main']}>
        <div className={style['card']}>
          <Page title={say(texts.signIn.title)} intro={say(texts.signIn.intro)}>
            <Reason />
            <Ways />
          </Page>
        </div>
      </main>
    </>
  );
};
