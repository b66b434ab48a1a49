import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import form from '../../part/form.module.css';
import { Notice } from '../../part/notice.tsx';
import type { TablePage } from './table.tsx';
import type { View } from './view.ts';

/** Says whether the page holds all that it should; what is missing, and why. */
export const Completeness = ({ page, view }: { readonly page: TablePage; readonly view: View }): ReactNode => {
  const { say } = useSpeech();
  const { isComplete, missingRecordCount, omittedFields } = page.completeness;
  if (isComplete && omittedFields.length === 0) return <p className={form['help']}>{say(texts.data.complete)}</p>;
  const labels = new Map(view.columns.map(({ fieldName, fieldLabel }) => [fieldName, fieldLabel]));
  return (
    <Notice kind="warn" title={say(texts.data.incomplete)}>
      {missingRecordCount === 0 ? null : <p>{say(texts.data.missingRecords, { count: missingRecordCount })}</p>}
      <ul>
        {omittedFields.map(({ fieldName, code }) => (
          <li key={fieldName}>
            {labels.get(fieldName)} <code>{fieldName}</code>: {say(texts.omission[code])}
          </li>
        ))}
      </ul>
    </Notice>
  );
};
