import { useEditorContext } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import type { Operation } from '../session/handover.ts';

/** Opens a tab of its own for what the workbench handed over, once. */
const useHandedTab = (operation: Operation | null): void => {
  const context = useEditorContext({ nonNull: true });
  const { queryEditor, variableEditor, tabs } = context;
  const step = useRef<'waiting' | 'filling' | 'done'>('waiting');
  useEffect(() => {
    if (operation === null || !queryEditor || !variableEditor) return;
    if (step.current === 'waiting') {
      step.current = 'filling';
      context.addTab();
    } else if (step.current === 'filling') {
      step.current = 'done';
      queryEditor.setValue(operation.query);
      variableEditor.setValue(operation.variables);
    }
  }, [operation, context, queryEditor, variableEditor, tabs.length]);
};

/** What GraphiQL lets nobody set: the names of its editors, and the tab that the workbench handed over. */
export const EditorSetup = ({ operation }: { readonly operation: Operation | null }): null => {
  const { say } = useSpeech();
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useEditorContext({ nonNull: true });
  useEffect(() => {
    const named = [
      [queryEditor, say(texts.graphiql.query)],
      [variableEditor, say(texts.graphiql.variables)],
      [headerEditor, say(texts.graphiql.headers)],
      [responseEditor, say(texts.graphiql.answer)],
    ] as const;
    for (const [editor, name] of named) {
      editor?.getInputField().setAttribute('aria-label', name);
      editor?.getScrollerElement().setAttribute('tabindex', '0');
      // It measured itself before all of its parts were there.
      editor?.refresh();
    }
  }, [say, queryEditor, variableEditor, headerEditor, responseEditor]);
  useHandedTab(operation);
  return null;
};
