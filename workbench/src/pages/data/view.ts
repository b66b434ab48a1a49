import type { Shown } from '../../part/shown.ts';
import { chosenFields, columnFields, orderVariables } from './field.ts';
import type { Design, Instrument } from './field.ts';
import type { DataTableQueryVariables } from './generated/graphql.ts';
import { orderOf } from './order.ts';
import type { RowOrder } from './order.ts';
import type { DataSearch } from './search.ts';
import { whereOf } from './where.ts';

/** What the page shows, as its address and the design say. */
export interface View {
  readonly instrument: Instrument;
  readonly columns: Instrument['fields'];
  readonly show: Shown;
  readonly size: number;
  readonly order: RowOrder;
  /** What table and downloads both ask for. */
  readonly question: Pick<DataTableQueryVariables, 'project' | 'instrument' | 'events' | 'where'> & {
    readonly fields: string[];
  };
}

/** Undefined where the project has no instrument. */
export const viewOf = (project: string, design: Design, search: DataSearch): View | undefined => {
  const instrument = design.instruments.find(({ name }) => name === search.instrument) ?? design.instruments[0];
  if (instrument === undefined) return undefined;
  const columns = [...chosenFields(columnFields(design, instrument), search.columns)];
  return {
    instrument,
    columns,
    show: search.show ?? 'label',
    size: search.size ?? 50,
    order: orderOf(search, orderVariables(design, instrument)),
    question: {
      project,
      instrument: instrument.name,
      events: search.event === undefined ? null : [search.event],
      where: whereOf(search.filter ?? [], search.any === true),
      fields: columns.map(({ fieldName }) => fieldName),
    },
  };
};
