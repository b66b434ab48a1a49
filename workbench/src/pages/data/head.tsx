import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { useView } from './chooser.tsx';
import style from './data.module.css';
import { canOrder, statusFieldOf } from './field.ts';
import type { Design } from './field.ts';
import { nextSorting, sorted, sortingOf } from './order.ts';
import type { RowOrder, Sorting } from './order.ts';
import type { View } from './view.ts';

/** The column whose header was pressed last, until its rows are there; undefined for none. */
export type Pressed = RefObject<string | null | undefined>;

/** Remembers what was pressed while the table is away and its rows come. */
export const usePressed = (): Pressed => useRef(undefined);

/** Which of the columns beside the values say something. */
export interface Places {
  readonly event: boolean;
  readonly arm: boolean;
  readonly instance: boolean;
}

const PRESSES: Readonly<Record<Sorting, (typeof texts.data)['sortUp' | 'sortDown' | 'usualOrder']>> = {
  ascending: texts.data.sortUp,
  descending: texts.data.sortDown,
  none: texts.data.usualOrder,
};

/** What the header of a column takes. */
interface SortHeaderProps {
  readonly order: RowOrder;
  /** The variable of the column; null for the records. */
  readonly column: string | null;
  readonly pressedRef: Pressed;
  readonly children: ReactNode;
}

/** The header of a column: a press orders by it upwards, another one downwards, and a third as usual. */
const SortHeader = ({ order, column, pressedRef, children }: SortHeaderProps): ReactNode => {
  const { say } = useSpeech();
  const show = useView();
  const sorting = sortingOf(order, column);
  const next = nextSorting(order, column);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (pressedRef.current !== column) return;
    pressedRef.current = undefined;
    // The table was away while its rows came, and the focus with it. Whoever has gone elsewhere meanwhile stays there.
    if (document.activeElement === document.body) button.current?.focus();
  }, [pressedRef, column]);
  return (
    <th scope="col" aria-sort={sorting} {...(column === null && { 'data-sticky': true })}>
      <button
        type="button"
        className={style['sort']}
        title={say(PRESSES[next])}
        ref={button}
        onClick={() => {
          pressedRef.current = column;
          show((search) => sorted(search, column, next));
        }}
      >
        <span>{children}</span>
        <svg viewBox="0 0 8 14" aria-hidden="true" data-sorting={sorting}>
          <path d="M4 1 7 5.5H1z" />
          <path d="M4 13 1 8.5h6z" />
        </svg>
      </button>
    </th>
  );
};

/** What the headers take. */
export interface HeadProps {
  readonly design: Design;
  readonly view: View;
  readonly places: Places;
  readonly pressedRef: Pressed;
  /** Variables that do not come, by which nobody can order. */
  readonly omitted: ReadonlySet<string>;
}

/** The headers of the columns. Those that hold single values order the rows. */
export const Head = ({ design, view, places, pressedRef, omitted }: HeadProps): ReactNode => {
  const { say } = useSpeech();
  const { order, instrument, columns } = view;
  const sort = { order, pressedRef };
  return (
    <thead>
      <tr>
        <SortHeader {...sort} column={null}>
          {design.recordIdField.fieldLabel}
        </SortHeader>
        {places.event ? <th scope="col">{say(texts.data.event)}</th> : null}
        {places.instance ? <th scope="col">{say(texts.data.instance)}</th> : null}
        <SortHeader {...sort} column={statusFieldOf(instrument)}>
          {say(texts.data.formStatus)}
        </SortHeader>
        {columns.map((field) => {
          const { id, fieldLabel, fieldName } = field;
          const words = (
            <>
              {fieldLabel}
              <code>{fieldName}</code>
            </>
          );
          return canOrder(field) && !omitted.has(fieldName) ? (
            <SortHeader key={id} {...sort} column={fieldName}>
              {words}
            </SortHeader>
          ) : (
            <th key={id} scope="col">
              {words}
            </th>
          );
        })}
      </tr>
    </thead>
  );
};
