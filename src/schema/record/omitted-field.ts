import type { Design } from '../../graph/design/design.ts';
import { exportArgs, isAbsent, type Need } from '../../graph/need.ts';
import type { RecordNode } from '../../graph/record/record.ts';
import { statusColumn, systemColumns, timestampColumn } from '../../graph/dictionary/system-column.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { exportMetadata } from '../../redcap/methods/metadata.ts';
import { omittedFields, type OmittedField } from './completeness.ts';
import type { SelectedField } from '../selection.ts';

/** What was asked for and what came of it. */
export interface Asked {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly need: Need;
  /** The records that came. Without any, only the design shows what is missing. */
  readonly records: readonly Pick<RecordNode, 'columns'>[];
  /** Fields that REDCap refused because the project does not have them any more. */
  readonly unknownFields: ReadonlySet<string>;
  /** Fields that the filter needed and REDCap withheld. */
  readonly filtered: readonly string[];
}

/** From this version on REDCap refuses fields that it does not know; before, it left them out like withheld ones. */
const REFUSES_UNKNOWN_FIELDS = [13, 4, 10] as const;

const isBefore = (version: string, [major, minor, patch]: readonly [number, number, number]): boolean => {
  const [a = 0, b = 0, c = 0] = version.split('.').map(Number);
  return a !== major ? a < major : b !== minor ? b < minor : c < patch;
};

const NOT_DESIGNATED =
  'Its instrument is designated for none of the events that were asked for, so that nothing can be stored there.';
const NO_SURVEYS = 'REDCap sent no survey columns: no instrument of the project is a survey.';
const IN_GROUP =
  "REDCap does not return it, because the token's user is in a data access group: all records here are of that group.";
const GROUPS_UNKNOWN =
  "REDCap did not send it: the project has no data access groups or the token's user is in one, and may not list the groups.";

/** The columns of the exports that brought the records: one set an export, since all rows of an export have the same. */
const columnSets = (records: Asked['records']): readonly ReadonlySet<string>[] => [
  ...new Set(records.map(({ columns }) => columns)),
];

/** Fields of which no column came with at least one of the exports. */
const absentFields = ({ design, records }: Asked, exported: readonly string[]): string[] => {
  const sets = columnSets(records);
  return exported.filter((name) => sets.some((came) => isAbsent(name, came, design)));
};

/** Of fields that did not come, those that an old REDCap left out because it does not have them; the design is then read anew. */
const goneSilently = async (source: ProjectSource, absent: readonly string[]): Promise<readonly string[]> => {
  if (absent.length === 0 || !isBefore(await source.version(), REFUSES_UNKNOWN_FIELDS)) return [];
  const rows = await source.read(exportMetadata, {});
  const known = new Set(rows.flatMap((row) => [row.field_name, statusColumn(row.form_name)]));
  const gone = absent.filter((name) => !known.has(name));
  if (gone.length > 0) await source.forgetDesign();
  return gone;
};

/** Fields, asked for themselves, of instruments that none of the events has. */
const undesignatedFields = ({ need, design }: Asked, exported: readonly string[]): string[] => {
  if (!design.isLongitudinal) return [];
  return exported.filter((name) => {
    const field = design.field(name);
    if (field === undefined || field.isRecordId || need.beside?.has(name)) return false;
    return !design.eventsOf(field.instrument).some((event) => need.events?.has(event.uniqueEventName) ?? true);
  });
};

/** The group's column, when it did not come and records may have a group. Asks for the groups, which are kept. */
const omittedGroup = async ({ source, need, records }: Asked): Promise<OmittedField[]> => {
  const isSent = columnSets(records).every((sent) => sent.has(systemColumns.dataAccessGroup));
  if (!need.dataAccessGroup || isSent) return [];
  // A project without groups has no such column, and its records no groups: nothing is left out.
  const groups = await source.groups();
  if (groups?.length === 0) return [];
  return [
    {
      fieldName: systemColumns.dataAccessGroup,
      reason: groups === null ? GROUPS_UNKNOWN : IN_GROUP,
      cause: 'DATA_ACCESS_GROUP',
      isLoss: true,
    },
  ];
};

/** The survey columns, when none of them came. */
const omittedSurveys = ({ source, need, design, records }: Asked): OmittedField[] => {
  const keptBack = source.connection.narrowing?.withheldIn(design);
  if (need.surveyFields && keptBack?.has(systemColumns.surveyIdentifier) === true) {
    return omittedFields([systemColumns.surveyIdentifier], [], { keptBack });
  }
  const columns = [systemColumns.surveyIdentifier, ...design.instruments.map(({ name }) => timestampColumn(name))];
  const isSent = columnSets(records).every((sent) => columns.some((column) => sent.has(column)));
  if (!need.surveyFields || isSent) return [];
  return [{ fieldName: systemColumns.surveyIdentifier, reason: NO_SURVEYS, cause: 'UNKNOWN_ON_SERVER', isLoss: false }];
};

/**
 * Every field that was asked for and did not come, each once, and why. Costs no call unless something is missing: then the
 * groups may be asked for, and of a REDCap before 13.4.10 its version and dictionary.
 */
const findOmittedFields = async (asked: Asked): Promise<OmittedField[]> => {
  const { source, filtered, unknownFields } = asked;
  const exported = exportArgs(asked.need, asked.design).fields;
  const absent = [...new Set([...absentFields(asked, exported), ...unknownFields])];
  const keptBack = source.connection.narrowing?.withheldIn(asked.design);
  const isExplained = (name: string): boolean => unknownFields.has(name) || keptBack?.has(name) === true;
  const unexplained = [...absent, ...filtered].filter((name) => !isExplained(name));
  const gone = new Set([...unknownFields, ...(await goneSilently(source, unexplained))]);
  const missing = omittedFields(absent, filtered, { gone, keptBack });
  const undesignated = undesignatedFields(asked, exported)
    .filter((name) => !missing.some(({ fieldName }) => fieldName === name))
    .map((fieldName) => ({ fieldName, reason: NOT_DESIGNATED, cause: 'NOT_DESIGNATED' as const, isLoss: false }));
  return [...missing, ...undesignated, ...(await omittedGroup(asked)), ...omittedSurveys(asked)];
};

/** The same for a page with these selections; nothing is looked for when `completeness` is not among them. */
export const omittedIn = async (
  selections: readonly SelectedField[],
  asked: Asked,
): Promise<readonly OmittedField[]> =>
  selections.some(({ name }) => name === 'completeness') ? findOmittedFields(asked) : [];
