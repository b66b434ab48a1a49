import { useState } from 'react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { addressOf, gateway } from '../gateway.ts';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { classes } from '../look/classes.ts';
import { Button } from '../part/button.tsx';
import { ChoiceInput } from '../part/input.tsx';
import { openSignedIn } from '../session/handover.ts';
import { useSession } from '../session/session.tsx';
import { copyText } from './copy.ts';
import style from './operation.module.css';
import { secretPlaceOf } from './secret.ts';
import { writeOperation } from './shown.ts';
import type { ShownOperation, WrittenOperation } from './shown.ts';
import { SNIPPETS } from './snippet.ts';

/** A text that can be copied. */
const Copyable = ({ name, text }: { readonly name: string; readonly text: string }): ReactNode => {
  const { say } = useSpeech();
  const [copied, setCopied] = useState<{ readonly text: string; readonly isDone: boolean } | null>(null);
  const outcome = copied?.text === text ? copied : null;
  return (
    <div className={style['copyable']}>
      <pre role="group" tabIndex={0} aria-label={name}>
        {text}
      </pre>
      <div className={style['row']}>
        <Button onPress={() => void copyText(text).then((isDone) => setCopied({ text, isDone }))}>
          {say(texts.operation.copy, { name })}
        </Button>
        <span role="status">
          {outcome === null ? null : say(outcome.isDone ? texts.operation.copied : texts.operation.notCopied)}
        </span>
      </div>
    </div>
  );
};

const GRAPHQL = 'GraphQL';

/** One operation: as a document with variables, and as programs. */
const Forms = ({ operation }: { readonly operation: WrittenOperation }): ReactNode => {
  const { say } = useSpeech();
  const { credential } = useSession();
  const secret = secretPlaceOf(credential, gateway.credentials);
  const comment =
    secret === null ? say(texts.operation.noKey) : say(texts.operation.key, { variable: secret.variable });
  const source = { ...operation, url: addressOf('graphql'), secret, comment };
  const variables = JSON.stringify(operation.variables, null, 2);
  return (
    <Tabs className={classes(style['tabs'])}>
      <TabList aria-label={say(texts.operation.form)} className={classes(style['list'])}>
        {[GRAPHQL, ...SNIPPETS.map(({ name }) => name)].map((name) => (
          <Tab key={name} id={name} className={classes(style['tab'])}>
            {name}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={GRAPHQL} className={classes(style['panel'])}>
        <Copyable name={GRAPHQL} text={operation.query} />
        <Copyable name={say(texts.operation.variables)} text={variables} />
        {gateway.graphiql ? (
          <Button weight="main" onPress={() => openSignedIn('graphql', { query: operation.query, variables })}>
            {say(texts.operation.open)}
          </Button>
        ) : null}
      </TabPanel>
      {SNIPPETS.map(({ name, write }) => (
        <TabPanel key={name} id={name} className={classes(style['panel'])}>
          <Copyable name={name} text={write(source)} />
        </TabPanel>
      ))}
    </Tabs>
  );
};

/** The operations of a page, one at a time. */
export const Operations = ({ shown }: { readonly shown: readonly ShownOperation[] }): ReactNode => {
  const { say } = useSpeech();
  const written = shown.map(writeOperation);
  const [chosen, choose] = useState<string>();
  const operation = written.find(({ name }) => name === chosen) ?? written[0];
  if (operation === undefined) return null;
  return (
    <div className={style['operations']}>
      <p className={style['help']}>{say(texts.operation.help)}</p>
      {written.length < 2 ? null : (
        <ChoiceInput
          label={say(texts.operation.which)}
          value={operation.name}
          options={written.map(({ name }) => ({ value: name, label: name }))}
          onChoose={choose}
        />
      )}
      <Forms operation={operation} />
    </div>
  );
};
