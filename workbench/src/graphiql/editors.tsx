import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import type { GraphQLSchema } from 'graphql';
import { CombinedError } from '@urql/core';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useAnswer } from '../graph/answer.ts';
import { addressOf } from '../gateway.ts';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { useLook } from '../look/look.tsx';
import { Failure } from '../part/failure.tsx';
import { Progress } from '../part/progress.tsx';
import type { Credential } from '../session/credential.ts';
import type { Operation } from '../session/handover.ts';
import { followDictionary, installCompletion } from './completion.ts';
import { dictionaryOf } from './design.ts';
import { EditorSetup } from './editor-setup.tsx';
import './editors.css';
import { examplesOf } from './example.ts';
import { createFetcher, fetchSchema } from './fetcher.ts';
import { GraphiqlDesignDocument } from './generated/graphql.ts';
import { pathOf } from './place.ts';
import { keepTabsOf, tabStorage, TABS } from './storage.ts';

installCompletion();

const plugins = [explorerPlugin()];

/** The schema of a graph: undefined while it is awaited, null where there is an error in its place. */
interface AskedSchema {
  readonly schema: GraphQLSchema | null | undefined;
  readonly error?: CombinedError;
}

const useSchema = (url: string, credential: Credential): AskedSchema => {
  const [asked, setAsked] = useState<AskedSchema>({ schema: undefined });
  useEffect(() => {
    let isWanted = true;
    fetchSchema({ url, credential }).then(
      (schema) => {
        if (isWanted) setAsked({ schema });
      },
      (reason: unknown) => {
        if (!isWanted) return;
        const networkError = reason instanceof Error ? reason : new Error(String(reason));
        setAsked({
          schema: null,
          error: reason instanceof CombinedError ? reason : new CombinedError({ networkError }),
        });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [url, credential]);
  return asked;
};

/** GraphiQL stores tabs half a second after the last key. */
const STORING_MS = 600;

let areFirst = true;

/** Whether the editors before these have stored their tabs. */
const useSettled = (): boolean => {
  const [isSettled, setSettled] = useState(areFirst);
  useEffect(() => {
    areFirst = false;
    const timer = setTimeout(() => setSettled(true), STORING_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
};

/** What the editors take. */
export interface EditorsProps {
  /** Whose graph it is; null for that of all projects. */
  readonly project: string | null;
  /** The project that the examples are about, if there is one. */
  readonly about: string | null;
  readonly credential: Credential;
  readonly operation: Operation | null;
}

/** GraphiQL on one graph, with examples made of what this caller has there. */
export const Editors = ({ project, about, credential, operation }: EditorsProps): ReactNode => {
  const { say } = useSpeech();
  const { theme } = useLook();
  const url = addressOf(pathOf(project));
  const { schema, error } = useSchema(url, credential);
  const asked = useAnswer(GraphiqlDesignDocument, { project: about ?? '' });
  const design = asked.data?.project ?? null;
  const words = say(texts.remedy.NETWORK);
  const fetcher = useMemo(() => createFetcher({ url, credential, words }), [url, credential, words]);
  const isSettled = useSettled();
  if (!isSettled || schema === undefined || (asked.isLoading && design === null)) {
    return <Progress what={say(texts.graphiql.what)} onStop={asked.stop} />;
  }
  followDictionary(dictionaryOf(design));
  keepTabsOf(project);
  const examples = examplesOf({ isTyped: project !== null, design, schema, say });
  // GraphiQL fills in the variables of every tab but the first. Tabs of an earlier visit have their own.
  const first = tabStorage.getItem(TABS) === null ? examples[0]?.variables : undefined;
  return (
    <>
      {error === undefined ? null : <Failure error={error} />}
      <GraphiQL
        fetcher={fetcher}
        schema={schema}
        storage={tabStorage}
        defaultTabs={examples.map((example) => ({ ...example }))}
        {...(first ? { variables: first } : {})}
        plugins={plugins}
        shouldPersistHeaders={false}
        showPersistHeadersSettings={false}
        forcedTheme={theme}
      >
        <GraphiQL.Logo>
          <EditorSetup operation={operation} />
        </GraphiQL.Logo>
      </GraphiQL>
    </>
  );
};
