import {
  readExportRight,
  readFormRight,
  readRightLevel,
  widensExport,
  widensForm,
  widensRight,
  type FormRight,
} from '../../graph/access/right.ts';
import { formCode, type RightsRow } from '../../redcap/methods/right.ts';
import { exportCodeOf } from './right.ts';

/** One difference between two sets of rights. */
export interface RightChange {
  /** REDCap's key of the right, or `instrument` and its name. */
  readonly subject: string;
  readonly widens: boolean;
  readonly narrows: boolean;
  /** For people: from what to what. */
  readonly detail: string;
}

/** Codes that this gateway does not know may mean anything, so any other one counts as wider. */
const isOtherUnknown = (before: number, after: number, isUnknown: (code: number) => boolean): boolean =>
  before !== after && isUnknown(after);

const spellEntry = ({ dataEntry, canEditSurveyResponses, canDelete, code }: FormRight): string =>
  [
    dataEntry === 'UNKNOWN' ? `UNKNOWN (${String(code)})` : dataEntry,
    ...(canEditSurveyResponses ? ['edit survey responses'] : []),
    ...(canDelete ? ['delete'] : []),
  ].join(' + ');

const compareForm = (name: string, before: RightsRow, after: RightsRow): RightChange[] => {
  const [old, next] = [
    readFormRight(formCode(before.forms, name) ?? 0),
    readFormRight(formCode(after.forms, name) ?? 0),
  ];
  const [oldExport, nextExport] = [exportCodeOf(before, name), exportCodeOf(after, name)];
  const entry = spellEntry(old) === spellEntry(next) ? [] : [`data entry ${spellEntry(old)} → ${spellEntry(next)}`];
  const exported =
    oldExport === nextExport ? [] : [`export ${readExportRight(oldExport)} → ${readExportRight(nextExport)}`];
  if (entry.length + exported.length === 0) return [];
  const widens =
    widensForm(old, next) ||
    isOtherUnknown(old.code, next.code, () => next.dataEntry === 'UNKNOWN') ||
    widensExport(readExportRight(oldExport), readExportRight(nextExport)) ||
    isOtherUnknown(oldExport, nextExport, (code) => readExportRight(code) === 'UNKNOWN');
  const narrows = widensForm(next, old) || widensExport(readExportRight(nextExport), readExportRight(oldExport));
  return [{ subject: `instrument ${name}`, widens, narrows, detail: `${[...entry, ...exported].join('; ')}.` }];
};

const compareLevel = (right: string, before: RightsRow, after: RightsRow): RightChange[] => {
  const [old, next] = [before.rights[right] ?? 0, after.rights[right] ?? 0];
  if (old === next) return [];
  const [oldLevel, nextLevel] = [readRightLevel(right, old), readRightLevel(right, next)];
  const spell = (level: string, code: number): string => (level === 'UNKNOWN' ? `UNKNOWN (${String(code)})` : level);
  return [
    {
      subject: right,
      widens: widensRight(oldLevel, nextLevel) || isOtherUnknown(old, next, () => nextLevel === 'UNKNOWN'),
      narrows: widensRight(nextLevel, oldLevel),
      detail: `${spell(oldLevel, old)} → ${spell(nextLevel, next)}.`,
    },
  ];
};

const keysOf = (...parts: readonly object[]): string[] => [...new Set(parts.flatMap((part) => Object.keys(part)))];

/** The differences between two sets of rights, in words. The two spellings of a form right are the same right. */
export const compareRights = (before: RightsRow, after: RightsRow): RightChange[] => [
  ...keysOf(before.rights, after.rights).flatMap((right) => compareLevel(right, before, after)),
  ...keysOf(before.forms, after.forms, before.forms_export, after.forms_export).flatMap((name) =>
    compareForm(name, before, after),
  ),
];
