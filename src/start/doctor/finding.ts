import { oneLine } from '../title.ts';

/** `ok`: as it should be. `warn`: the gateway works, and something is to be looked at. `fail`: it does not work. */
export type Level = 'ok' | 'warn' | 'fail';

/** What one step of the examination found. It holds no token, no credential and nothing of a participant. */
export interface Finding {
  readonly level: Level;
  /** What was looked at: the gateway itself, a host, or a project by its key. */
  readonly subject: string;
  readonly step: string;
  /** What was found, in one sentence. */
  readonly says: string;
  /** What to do about it; null where there is nothing to do. */
  readonly remedy: string | null;
}

/** Makes the findings about one subject. */
export interface Reporter {
  readonly ok: (step: string, says: string) => Finding;
  readonly warn: (step: string, says: string, remedy: string) => Finding;
  readonly fail: (step: string, says: string, remedy: string) => Finding;
}

/** A reporter about one subject. */
export const reportOn = (subject: string): Reporter => ({
  ok: (step, says) => ({ level: 'ok', subject, step, says, remedy: null }),
  warn: (step, says, remedy) => ({ level: 'warn', subject, step, says, remedy }),
  fail: (step, says, remedy) => ({ level: 'fail', subject, step, says, remedy }),
});

/** The findings as lines for people. Names of certificates and words of REDCap are a stranger's: no line drives the terminal. */
export const describeFindings = (findings: readonly Finding[]): string =>
  findings
    .map(({ level, subject, step, says, remedy }) => {
      const line = `${level.padEnd(4)}  ${subject}  ${step}: ${says}`;
      return `${oneLine(remedy === null ? line : `${line} ${remedy}`)}\n`;
    })
    .join('');
