/** What a user may do with the data of an instrument. UNKNOWN is a code that this gateway does not know; `code` has it. */
export type DataEntryRight = 'NO_ACCESS' | 'READ_ONLY' | 'VIEW_EDIT' | 'UNKNOWN';

/** A form right in words. */
export interface FormRight {
  readonly dataEntry: DataEntryRight;
  readonly canEditSurveyResponses: boolean;
  /** Only servers since 15.7 know it. */
  readonly canDelete: boolean;
  /** What REDCap stores. */
  readonly code: number;
}

/** What a user may export of an instrument. */
export type ExportRight = 'NO_ACCESS' | 'FULL_DATA_SET' | 'DE_IDENTIFIED' | 'REMOVE_IDENTIFIERS' | 'UNKNOWN';

const BIT_CODE = 128;
const SURVEY_BIT = 8;
const DELETE_BIT = 16;

const oldCodes: readonly Omit<FormRight, 'code'>[] = [
  { dataEntry: 'NO_ACCESS', canEditSurveyResponses: false, canDelete: false },
  { dataEntry: 'VIEW_EDIT', canEditSurveyResponses: false, canDelete: false },
  { dataEntry: 'READ_ONLY', canEditSurveyResponses: false, canDelete: false },
  { dataEntry: 'VIEW_EDIT', canEditSurveyResponses: true, canDelete: false },
];

const bitEntries: readonly DataEntryRight[] = ['NO_ACCESS', 'READ_ONLY', 'VIEW_EDIT'];

/** A form right from its code: 0 to 3 before REDCap 15.6, 128 and bits since. Both are read from every server. */
export const readFormRight = (code: number): FormRight => {
  const unknown: FormRight = { dataEntry: 'UNKNOWN', canEditSurveyResponses: false, canDelete: false, code };
  if (code < BIT_CODE) {
    const old = oldCodes[code];
    return old === undefined ? unknown : { ...old, code };
  }
  const bits = code - BIT_CODE;
  const dataEntry = bitEntries[bits & ~(SURVEY_BIT | DELETE_BIT)];
  if (dataEntry === undefined) return unknown;
  return { dataEntry, canEditSurveyResponses: (bits & SURVEY_BIT) !== 0, canDelete: (bits & DELETE_BIT) !== 0, code };
};

const versionNumbers = (version: string): readonly number[] => version.split('.').map(Number);

/** Whether a server writes form rights as 128 and bits: since 15.6. */
export const usesBitCodes = (version: string): boolean => {
  const [major = 0, minor = 0] = versionNumbers(version);
  return major > 15 || (major === 15 && minor >= 6);
};

/** The code of a form right on a server of this version; null when that server cannot say it. */
export const writeFormRight = (right: Omit<FormRight, 'code'>, version: string): number | null => {
  if (right.dataEntry === 'UNKNOWN') return null;
  if (right.dataEntry !== 'VIEW_EDIT' && (right.canEditSurveyResponses || right.canDelete)) return null;
  if (usesBitCodes(version)) {
    const entry = bitEntries.indexOf(right.dataEntry);
    return BIT_CODE + entry + (right.canEditSurveyResponses ? SURVEY_BIT : 0) + (right.canDelete ? DELETE_BIT : 0);
  }
  const code = oldCodes.findIndex(
    (old) =>
      old.dataEntry === right.dataEntry &&
      old.canEditSurveyResponses === right.canEditSurveyResponses &&
      old.canDelete === right.canDelete,
  );
  return code === -1 ? null : code;
};

const exportRights: readonly ExportRight[] = ['NO_ACCESS', 'FULL_DATA_SET', 'DE_IDENTIFIED', 'REMOVE_IDENTIFIERS'];

/** An export right from its code. */
export const readExportRight = (code: number): ExportRight => exportRights[code] ?? 'UNKNOWN';

/** The code of an export right; null for UNKNOWN. */
export const writeExportRight = (right: ExportRight): number | null => {
  const code = exportRights.indexOf(right);
  return code === -1 ? null : code;
};

/** How much of an export right's data come: the order in which access widens. Unknown counts as the widest. */
const exportWidth: Readonly<Record<ExportRight, number>> = {
  NO_ACCESS: 0,
  DE_IDENTIFIED: 1,
  REMOVE_IDENTIFIERS: 2,
  FULL_DATA_SET: 3,
  UNKNOWN: 4,
};

const entryWidth: Readonly<Record<DataEntryRight, number>> = { NO_ACCESS: 0, READ_ONLY: 1, VIEW_EDIT: 2, UNKNOWN: 3 };

/** Whether the second export right lets more through than the first. */
export const widensExport = (before: ExportRight, after: ExportRight): boolean =>
  exportWidth[after] > exportWidth[before];

/** Whether the second form right allows anything that the first does not. */
export const widensForm = (before: FormRight, after: Omit<FormRight, 'code'>): boolean =>
  entryWidth[after.dataEntry] > entryWidth[before.dataEntry] ||
  (after.canEditSurveyResponses && !before.canEditSurveyResponses) ||
  (after.canDelete && !before.canDelete);

/** How far a right of a user goes. */
export type RightLevel = 'NONE' | 'GRANTED' | 'READ_ONLY' | 'WITH_ESIGNATURE' | 'UNKNOWN';

/** A right of a user or role in words, from REDCap's key and number. 2 means read-only user rights, and locking with e-signature. */
export const readRightLevel = (right: string, code: number): RightLevel => {
  if (code === 0) return 'NONE';
  if (code === 1) return 'GRANTED';
  if (code !== 2) return 'UNKNOWN';
  if (right === 'user_rights') return 'READ_ONLY';
  return right === 'lock_records' ? 'WITH_ESIGNATURE' : 'UNKNOWN';
};

/** REDCap's number of a level of this right; null when the right has no such level. */
export const writeRightLevel = (right: string, level: RightLevel): number | null => {
  const code = [0, 1, 2].find((candidate) => readRightLevel(right, candidate) === level);
  return level === 'UNKNOWN' ? null : (code ?? null);
};

const levelWidth: Readonly<Record<RightLevel, number>> = {
  NONE: 0,
  READ_ONLY: 1,
  GRANTED: 2,
  WITH_ESIGNATURE: 3,
  UNKNOWN: 4,
};

/** Whether the second level allows more than the first. */
export const widensRight = (before: RightLevel, after: RightLevel): boolean => levelWidth[after] > levelWidth[before];
