import type { RecordWhere } from '../generated/graphql.ts';

/** What the worklist is narrowed by; an empty text stands for no limit. */
export interface Filters {
  readonly sex: string;
  readonly site: string;
  readonly enrolledSince: string;
  readonly severeOnly: boolean;
}

/** Where somebody is in the worklist: the filters, and the cursors of the pages up to this one. */
export interface Place {
  readonly filters: Filters;
  readonly cursors: readonly string[];
}

export const firstPlace: Place = {
  filters: { sex: '', site: '', enrolledSince: '', severeOnly: false },
  cursors: [],
};

/** Severe, life-threatening and fatal, by the grades of the dictionary. */
export const SEVERE_GRADES: readonly string[] = ['3', '4', '5'];

/** The filters as the graph takes them; null for all participants. */
export const whereOf = ({ sex, site, enrolledSince, severeOnly }: Filters): RecordWhere | null => {
  const demographics = {
    ...(sex === '' ? {} : { sex: { eq: sex } }),
    ...(enrolledSince === '' ? {} : { enrol_date: { gte: enrolledSince } }),
  };
  const where: RecordWhere = {
    ...(Object.keys(demographics).length === 0 ? {} : { demographics }),
    ...(site === '' ? {} : { dataAccessGroups: [site] }),
    ...(severeOnly ? { adverse_events: { ae_grade: { in: [...SEVERE_GRADES] }, ae_ongoing: { eq: true } } } : {}),
  };
  return Object.keys(where).length === 0 ? null : where;
};
