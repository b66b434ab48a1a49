import { z } from 'zod';
import { KEY_PATTERN } from '../../gateway/project-key.ts';
import { tlsSettings } from './network.ts';
import { tokenReference } from './secret-reference.ts';

/** The operator's name for a project: a letter, then letters, digits, `_` and `-`. */
export const projectKeySchema = z.string().regex(new RegExp(`^${KEY_PATTERN}$`), {
  error: 'must begin with a letter and hold only letters, digits, "_" and "-", at most 64',
});

/** The runtime knows a time zone of this name. */
export const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** What repeats: an instrument, an instrument in an event, or with a blank instrument the event. */
const repeatingRow = z
  .strictObject({
    event_name: z.string().default('').describe('Unique name of the event; none in a classic project.'),
    form_name: z.string().default('').describe('Unique name of the instrument; blank where the whole event repeats.'),
    custom_form_label: z.string().default('').describe('Text with piping that REDCap shows beside each instance.'),
  })
  .refine((row) => row.event_name !== '' || row.form_name !== '', {
    error: 'must name an instrument, or an event that repeats as a whole',
  });

/** A REDCap project, as the file has it. */
export const projectSchema = z.strictObject({
  key: projectKeySchema.describe('The name by which callers ask for the project.'),
  url: z.string().describe("REDCap's address, for example https://redcap.example.org/api/."),
  token: tokenReference.describe('The API token of the project.'),
  username: z
    .string()
    .min(1)
    .optional()
    .describe('The REDCap user who owns the token. The gateway reads the rights of this user.'),
  serverTimeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be a time zone such as "Europe/Berlin"' })
    .optional()
    .describe("Time zone of REDCap's server. REDCap writes times without their zone."),
  repeating: z
    .array(repeatingRow)
    .optional()
    .describe(
      'What repeats in the project, as REDCap exports it in JSON by Export Repeating Instruments and Events. Only for a token without the right Project Design and Setup, to which REDCap does not export it.',
    ),
  allowInsecureHttp: z
    .boolean()
    .default(false)
    .describe('Allows http:// beyond this machine. The token then travels in clear text.'),
  ...tlsSettings,
});

/** A place of new projects, as the file has it. */
export const projectCreationSchema = z.strictObject({
  url: z.string().describe("REDCap's address, for example https://redcap.example.org/api/."),
  superToken: tokenReference.describe('The super token; new projects belong to its user.'),
  allowInsecureHttp: z.boolean().default(false).describe('As for projects.'),
});
