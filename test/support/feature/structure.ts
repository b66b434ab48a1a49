import type { StoredRecord } from '../../../src/sandbox/state/project.ts';
import type { Feature, Features, ReadStudy } from './study.ts';

const hasRepeatingForms: Feature = ({ project }) => project.repeating.some(({ form }) => form !== '');
const hasRepeatingEvents: Feature = ({ project }) => project.repeating.some(({ form }) => form === '');

const someRecord = ({ project }: ReadStudy, test: (record: StoredRecord) => boolean): boolean =>
  [...project.records.values()].some(test);

const armsOf = ({ project }: ReadStudy, record: StoredRecord): Set<number> => {
  const arms = new Map(project.events.map((event) => [event.eventId, event.armNum]));
  return new Set([...record.rows.values()].map((row) => arms.get(row.eventId) ?? 0));
};

const hasGap = (record: StoredRecord): boolean => {
  const series = Map.groupBy(record.rows.values(), (row) => `${String(row.eventId)}|${row.repeatInstrument}`);
  return [...series.values()].some((rows) => {
    const last = Math.max(...rows.map(({ instance }) => instance ?? 0));
    return last > rows.length;
  });
};

const hasBase = (record: StoredRecord): boolean => [...record.rows.values()].some((row) => row.repeatInstrument === '');

const names = ({ project }: ReadStudy): string[] => [...project.records.keys()];

/** What a study is made of besides its fields: how records are laid out and what belongs to them. */
export const structureFeatures: Features = {
  'no data': ({ project }) => project.records.size === 0,
  '3,000 fields': ({ project }) => project.fields.length === 3000,
  'repeating instruments': hasRepeatingForms,
  'repeating events': hasRepeatingEvents,
  'repeating instruments and repeating events': (study) => hasRepeatingForms(study) && hasRepeatingEvents(study),
  'gaps between instances': (study) => someRecord(study, hasGap),
  'instances that hold nothing but a status': ({ rows }) =>
    rows.some((row) => row.instance !== null && row.values.size === 1 && row.checked.size === 0),
  'records with instances and no base row': (study) => someRecord(study, (record) => !hasBase(record)),
  'a record in both arms': (study) => someRecord(study, (record) => armsOf(study, record).size > 1),
  'days of events (scheduling)': ({ project }) => project.settings.scheduling_enabled,
  'two events of one name in an arm': ({ project }) =>
    project.events.some((event) => /_arm_\d+[a-z]$/.test(event.uniqueEventName)),
  'custom labels of events': ({ project }) => project.events.some((event) => (event.customEventLabel ?? '') !== ''),
  'data access groups': ({ project }) => project.dags.length > 0,
  'groups whose label has other signs': ({ project }) => project.dags.some(({ name }) => /[^\w ]/.test(name)),
  'records of no group beside others': ({ project }) => {
    const groups = new Set([...project.records.values()].map(({ dagId }) => dagId));
    return groups.has(null) && groups.size > 1;
  },
  surveys: ({ project }) => project.surveys.length > 0,
  'surveys that repeat': ({ project }) =>
    project.surveys.some((survey) => project.repeating.some(({ form }) => form === survey.form)),
  'surveys that are not completed': ({ rows }) =>
    rows.some((row) => [...row.timestamps.values()].includes('[not completed]')),
  'survey identifiers': (study) => someRecord(study, ({ surveyIdentifier }) => surveyIdentifier !== ''),
  files: ({ project }) => project.files.size > 0,
  'files whose names have blanks or other signs': ({ project }) =>
    [...project.files.values()].some(({ name }) => /[^\w.-]/.test(name)),
  'missing data codes': ({ missingCodes }) => missingCodes.length > 0,
  'randomizations with strata': ({ project }) => (project.randomizations ?? []).some(({ strata }) => strata.length > 0),
  'randomizations by group': ({ project }) => (project.randomizations ?? []).some(({ byGroup }) => byGroup),
  roles: ({ project }) => project.roles.length > 0,
  reports: ({ project }) => (project.reports ?? []).length > 0,
  'a secondary unique field': ({ project }) => project.settings.secondary_unique_field !== '',
  'record names with leading zeros': (study) => names(study).some((name) => /^0\d/.test(name)),
  'record names that are the same number': (study) => {
    const numbers = names(study).filter((name) => /^\d+$/.test(name));
    return new Set(numbers.map(Number)).size < numbers.length;
  },
  'record names with blanks or in other scripts': (study) => names(study).some((name) => /[^\w-]/.test(name)),
  'record names with a group in front': (study) => names(study).some((name) => /^\d+-\d+$/.test(name)),
};
