import type { CorsPolicy } from '../gateway/cors.ts';
import { isOrigin } from '../gateway/cors.ts';
import type { CommandLine } from './command-line.ts';
import type { MendedFile } from './mended-file.ts';
import type { Reading } from './reading.ts';
import { ORIGIN_WANTED } from './section/cors.ts';

/** `--cors`, else `CORS_ORIGINS`, else the file. Origins have commas or blanks between them. */
const readOrigins = (reading: Reading, { cors }: CommandLine, file: MendedFile): CorsPolicy['origins'] => {
  const given = cors.length > 0 ? cors.join(' ') : reading.env('CORS_ORIGINS');
  if (given === undefined) return file.cors.origins;
  const origins = given.split(/[\s,]+/).filter((origin) => origin !== '');
  if (!origins.every(isOrigin)) {
    reading.problems.push(`${cors.length > 0 ? '--cors' : 'CORS_ORIGINS'}: each ${ORIGIN_WANTED}.`);
  }
  return origins;
};

/** Which pages of browsers may call. Those of this machine may where invented people are all that they could read. */
export const readCors = (
  reading: Reading,
  commandLine: CommandLine,
  file: MendedFile,
  allowsLoopback: boolean,
): CorsPolicy => ({ origins: readOrigins(reading, commandLine, file), allowsLoopback });
