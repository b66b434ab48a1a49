import type { Context, ProjectCreation } from '../../context.ts';
import { addCall } from '../../loaders/cost.ts';
import type { CallCost } from '../../redcap/call-cost.ts';
import { createProject as createMethod, type CreateProjectArgs } from '../../redcap/methods/project.ts';
import { createXmlScan, describePlace } from '../../redcap/wire/xml-character.ts';
import type { WriteContext } from '../context.ts';
import type { IncomingFile } from '../upload.ts';
import { checkPurpose, purposes, type Purpose } from './purpose.ts';
import { live, type Write } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';
import type { WriteCall } from '../write-call.ts';

/** Input of createProject. */
export interface CreateProjectInput {
  readonly projectTitle: string;
  readonly purpose: Purpose;
  readonly purposeOther?: string | null | undefined;
  readonly projectNotes?: string | null | undefined;
  readonly isLongitudinal?: boolean | null | undefined;
  readonly surveysEnabled?: boolean | null | undefined;
  readonly recordAutonumberingEnabled?: boolean | null | undefined;
  /** A project XML to make it of, as a file or as text. */
  readonly odm?: Promise<IncomingFile> | null | undefined;
  readonly odmText?: string | null | undefined;
}

/** What createProject did. */
export interface CreateProjectResult {
  /** The token of the new project: a secret, for the caller alone. Null when none is known to be made. */
  readonly token: string | null;
  readonly errors: readonly UserErrorShape[];
}

/** REDCap takes the XML as a form value, so that it is held in memory whole. */
const LARGEST_ODM_BYTES = 32 * 1024 * 1024;

const refused = (...errors: UserErrorShape[]): CreateProjectResult => ({ token: null, errors });

const check = (input: CreateProjectInput): UserErrorShape[] => {
  const errors = checkPurpose(purposes[input.purpose], input.purposeOther ?? '');
  if (input.projectTitle.trim() === '')
    errors.push(userError('VALIDATION', ['projectTitle'], 'A project has a title.'));
  if (input.odm != null && input.odmText != null) {
    errors.push(userError('VALIDATION', ['odmText'], 'Give the XML as a file or as text, not both.'));
  }
  return errors;
};

/** The text of an uploaded XML, or why there is none. */
const readUpload = async (upload: Promise<IncomingFile>): Promise<string | UserErrorShape> => {
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of (await upload).createReadStream()) {
      size += chunk.length;
      if (size > LARGEST_ODM_BYTES) {
        return userError('VALIDATION', ['odm'], 'The XML is larger than 32 MiB. Export it without data and files.');
      }
      chunks.push(chunk);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return userError('VALIDATION', ['odm'], 'The file did not arrive whole, or is not UTF-8 text.');
  }
};

const readOdm = async ({ odm, odmText }: CreateProjectInput): Promise<string | null | UserErrorShape> => {
  const text = odm == null ? (odmText ?? null) : await readUpload(odm);
  if (text === null || typeof text !== 'string') return text;
  const path = odm == null ? ['odmText'] : ['odm'];
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<ODM\b/.test(text)) {
    return userError('VALIDATION', path, 'This is no project XML: it has no <ODM> element where it begins.');
  }
  const place = createXmlScan()(text);
  if (place === null) return text;
  const message = `No XML may hold the control character in ${describePlace(place)}. Take it out. Nothing was sent.`;
  return userError('VALIDATION', path, message);
};

const argsOf = (input: CreateProjectInput, odm: string | null): CreateProjectArgs => ({
  project_title: input.projectTitle,
  purpose: purposes[input.purpose],
  ...(input.purposeOther == null ? {} : { purpose_other: input.purposeOther }),
  ...(input.projectNotes == null ? {} : { project_notes: input.projectNotes }),
  ...(input.isLongitudinal == null ? {} : { is_longitudinal: input.isLongitudinal }),
  ...(input.surveysEnabled == null ? {} : { surveys_enabled: input.surveysEnabled }),
  ...(input.recordAutonumberingEnabled == null
    ? {}
    : { record_autonumbering_enabled: input.recordAutonumberingEnabled }),
  ...(odm === null ? {} : { odm }),
});

const words = {
  done: 'the project was made',
  undone: 'the project is not there',
  advice: "Look for its title among the projects of the super token's user",
} as const;

/** What stands in the log for the project that is being made. */
const NO_PROJECT = '(new)';

/**
 * Makes a project. Sent once and never again: after a lost answer nobody but a person on REDCap's pages can see whether it
 * was made, and its token is lost in any case. REDCap: Create A New Project.
 */
export const createProject = async (
  context: WriteContext & Pick<Context, 'cost'>,
  { host, redcap }: ProjectCreation,
  input: CreateProjectInput,
): Promise<CreateProjectResult> => {
  const problems = check(input);
  if (problems.length > 0) return refused(...problems);
  const odm = await readOdm(input);
  if (odm !== null && typeof odm !== 'string') return refused(odm);
  try {
    const onCost = (call: CallCost): void => {
      addCall(context.cost, call, NO_PROJECT);
    };
    const args = argsOf(input, odm);
    const call: WriteCall<string> = {
      // The XML may hold records, and none of it is needed to know the project by.
      plan: () => ({ method: createMethod.name, args: { ...args, odm: undefined } }),
      send: (beforeSend) => redcap.call(createMethod, args, { onCost, beforeSend }),
    };
    // No call shows the projects of a super token's user: nothing can be looked at.
    const write: Write<string, never> = {
      source: null,
      calls: [call],
      proof: () => 'proven',
      look: null,
      standing: () => 'unclear',
    };
    const ending = await context.lanes.run(`${host} projects`, () => live(context, write));
    const [token] = ending.answers;
    return token === undefined ? refused(...errorsOf(ending, words)) : { token, errors: [] };
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
