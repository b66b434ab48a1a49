import {
  readExportRight,
  readFormRight,
  readRightLevel,
  usesBitCodes,
  writeExportRight,
  writeFormRight,
  writeRightLevel,
  type DataEntryRight,
  type ExportRight,
  type FormRight,
  type RightLevel,
} from '../../graph/access/right.ts';
import { formCode, type RightsRow } from '../../redcap/methods/right.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** What a caller says of the rights to one instrument; what is left out stays. */
export interface InstrumentRightsInput {
  readonly instrument: string;
  readonly dataEntry?: DataEntryRight | null | undefined;
  readonly canEditSurveyResponses?: boolean | null | undefined;
  readonly canDelete?: boolean | null | undefined;
  readonly export?: ExportRight | null | undefined;
}

/** What a caller says of the rights of a user or role; what is left out stays. */
export interface RightsInput {
  readonly instrumentRights?: readonly InstrumentRightsInput[] | null | undefined;
  readonly rights?: readonly { readonly right: string; readonly level: RightLevel }[] | null | undefined;
  readonly apiExport?: boolean | null | undefined;
  readonly apiImport?: boolean | null | undefined;
  readonly design?: boolean | null | undefined;
  readonly userRights?: RightLevel | null | undefined;
}

/** Which rights and instruments there are on a server, learnt from what it exports. */
export interface KnownRights {
  readonly version: string;
  readonly keys: ReadonlySet<string>;
  readonly instruments: ReadonlySet<string>;
  /** False before REDCap 12.5, where one right, `data_export`, holds for all instruments. */
  readonly exportsByInstrument: boolean;
}

/** Learns from all users and roles that were exported which rights there are. */
export const learnRights = (version: string, rows: readonly RightsRow[]): KnownRights => ({
  version,
  keys: new Set(rows.flatMap(({ rights }) => Object.keys(rights))),
  instruments: new Set(rows.flatMap(({ forms }) => Object.keys(forms))),
  exportsByInstrument: rows.length === 0 || rows.some((row) => Object.keys(row.forms_export).length > 0),
});

const fill = (names: ReadonlySet<string>, value: number): Record<string, number> =>
  Object.fromEntries([...names].map((name) => [name, value]));

const noEntry = { dataEntry: 'NO_ACCESS', canEditSurveyResponses: false, canDelete: false } as const;

/** The rights of who has none, each one named: REDCap gives some access where a row leaves them out. */
export const noRights = (known: KnownRights): RightsRow => ({
  rights: fill(known.keys, 0),
  forms: fill(known.instruments, writeFormRight(noEntry, known.version) ?? 0),
  forms_export: known.exportsByInstrument ? fill(known.instruments, 0) : {},
});

interface LevelInput {
  readonly right: string;
  readonly level: RightLevel;
  readonly path: readonly string[];
}

const levelOf = (isGranted: boolean): RightLevel => (isGranted ? 'GRANTED' : 'NONE');

const listLevels = (input: RightsInput, path: readonly string[]): LevelInput[] => {
  const named: [string, string, RightLevel | null | undefined][] = [
    ['api_export', 'apiExport', input.apiExport == null ? null : levelOf(input.apiExport)],
    ['api_import', 'apiImport', input.apiImport == null ? null : levelOf(input.apiImport)],
    ['design', 'design', input.design == null ? null : levelOf(input.design)],
    ['user_rights', 'userRights', input.userRights],
  ];
  return [
    ...(input.rights ?? []).map((item, index) => ({ ...item, path: [...path, 'rights', String(index)] })),
    ...named.flatMap(([right, argument, level]) =>
      level == null ? [] : [{ right, level, path: [...path, argument] }],
    ),
  ];
};

const mergeLevels = (
  before: RightsRow['rights'],
  levels: readonly LevelInput[],
  known: KnownRights,
  problems: UserErrorShape[],
): Record<string, number> => {
  const after = { ...before };
  levels.forEach(({ right, level, path }, index) => {
    if (!known.keys.has(right)) {
      const message = `This project has no right ${right} on this server; the rights of its users list those there are.`;
      problems.push(userError('NOT_FOUND', path, message));
      return;
    }
    const twin = levels.findIndex((other) => other.right === right);
    if (twin < index && levels[twin]?.level !== level) {
      problems.push(userError('VALIDATION', path, `The right ${right} is named twice with different levels.`));
      return;
    }
    const code = before[right] ?? 0;
    if (readRightLevel(right, code) === level) return;
    const written = writeRightLevel(right, level);
    if (written === null) {
      problems.push(userError('VALIDATION', path, `The right ${right} cannot have the level ${level}.`));
      return;
    }
    after[right] = written;
  });
  return after;
};

type Entry = Omit<FormRight, 'code'>;

const isSameEntry = (left: Entry, right: Entry): boolean =>
  left.dataEntry === right.dataEntry &&
  left.canEditSurveyResponses === right.canEditSurveyResponses &&
  left.canDelete === right.canDelete;

/** What a server cannot store, and why; null when it can. */
const unsayable = (entry: Entry, version: string): string | null => {
  if (entry.dataEntry === 'UNKNOWN') return 'Say what the right is to be: UNKNOWN can only be kept.';
  if (entry.dataEntry !== 'VIEW_EDIT' && (entry.canEditSurveyResponses || entry.canDelete)) {
    return 'canEditSurveyResponses and canDelete need dataEntry VIEW_EDIT.';
  }
  const knowsDeletion = usesBitCodes(version) && !version.startsWith('15.6.');
  return entry.canDelete && !knowsDeletion
    ? `canDelete is known to REDCap since 15.7; this server is ${version}. Leave it out.`
    : null;
};

const mergeEntry = (
  code: number,
  input: InstrumentRightsInput,
  version: string,
  path: readonly string[],
  problems: UserErrorShape[],
): number => {
  const before = readFormRight(code);
  const dataEntry = input.dataEntry ?? before.dataEntry;
  // What goes with viewing and editing goes with it when that is taken away.
  const keep = dataEntry === 'VIEW_EDIT';
  const after: Entry = {
    dataEntry,
    canEditSurveyResponses: input.canEditSurveyResponses ?? (keep && before.canEditSurveyResponses),
    canDelete: input.canDelete ?? (keep && before.canDelete),
  };
  if (isSameEntry(before, after)) return code;
  const problem = unsayable(after, version);
  const written = problem === null ? writeFormRight(after, version) : null;
  if (written !== null) return written;
  problems.push(userError('VALIDATION', path, problem ?? 'This server cannot store this right.'));
  return code;
};

const mergeExport = (
  code: number,
  wanted: ExportRight,
  known: KnownRights,
  path: readonly string[],
  problems: UserErrorShape[],
): number => {
  if (readExportRight(code) === wanted) return code;
  const written = known.exportsByInstrument ? writeExportRight(wanted) : null;
  if (written !== null) return written;
  const message = known.exportsByInstrument
    ? 'Say what the right is to be: UNKNOWN can only be kept.'
    : 'This server has one export right for all instruments, data_export: it cannot be set by instrument.';
  problems.push(userError('VALIDATION', [...path, 'export'], message));
  return code;
};

/** The export right to an instrument. Before REDCap 12.5 all instruments have the same. */
export const exportCodeOf = (row: RightsRow, instrument: string): number =>
  formCode(row.forms_export, instrument) ?? row.rights['data_export'] ?? 0;

/**
 * Rights as they are to be: what the input names over what there is. Whatever it does not name stays, number for number.
 * What cannot be is added to `problems`, with its place below `path`.
 */
export const mergeRights = (
  before: RightsRow,
  input: RightsInput,
  known: KnownRights,
  path: readonly string[],
  problems: UserErrorShape[],
): RightsRow => {
  const forms: Record<string, number> = { ...before.forms };
  const exports: Record<string, number> = { ...before.forms_export };
  const named = input.instrumentRights ?? [];
  named.forEach((item, index) => {
    const place = [...path, 'instrumentRights', String(index)];
    if (!known.instruments.has(item.instrument)) {
      const message = 'There is no instrument with this name in the project.';
      problems.push(userError('NOT_FOUND', [...place, 'instrument'], message));
      return;
    }
    if (named.findIndex(({ instrument }) => instrument === item.instrument) < index) {
      problems.push(userError('VALIDATION', [...place, 'instrument'], 'The same instrument is named twice.'));
      return;
    }
    forms[item.instrument] = mergeEntry(
      formCode(before.forms, item.instrument) ?? 0,
      item,
      known.version,
      place,
      problems,
    );
    if (item.export == null) return;
    const exported = mergeExport(exportCodeOf(before, item.instrument), item.export, known, place, problems);
    if (known.exportsByInstrument) exports[item.instrument] = exported;
  });
  return {
    rights: mergeLevels(before.rights, listLevels(input, path), known, problems),
    forms,
    forms_export: exports,
  };
};
