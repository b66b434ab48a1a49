import { StateFailure } from '../failure.ts';
import { guard } from './fault.ts';
import { WrongFormat } from './format.ts';

/** Why the gateway cannot start with a data folder, for the operator: which one, and what to do. */
export class DataFolderProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DataFolderProblem';
  }
}

const ANOTHER = 'or give another folder with --data';

/** What is wrong with a file of state that cannot be opened. */
const describeFault = (file: string, error: unknown): string => {
  if (error instanceof WrongFormat && error.fault === 'newer') {
    return `${file} was written by a newer version of redcap-graphql. Nothing was changed. Install that version again, ${ANOTHER}.`;
  }
  if (error instanceof WrongFormat && error.fault === 'older') {
    return `${file} was written by an earlier version of redcap-graphql. Nothing was changed. Start the gateway of this version first.`;
  }
  if (error instanceof WrongFormat) {
    return `${file} is no state of redcap-graphql. Nothing was changed. Move it away, ${ANOTHER}.`;
  }
  switch (error instanceof StateFailure ? error.fault : undefined) {
    case 'damaged':
      return (
        `${file} is damaged. Nothing was changed. Put a copy from your backups in its place. Or move it away, with the ` +
        'files beside it that begin with its name: the gateway then starts without the journal of writes, the results of ' +
        'idempotency keys and the backups that it held.'
      );
    case 'full':
      return `There is no room on the disk for ${file}. Free some, ${ANOTHER}.`;
    case 'read-only':
      return `${file} cannot be written. Make it and its folder writable for the user who runs the gateway, ${ANOTHER}.`;
    case 'busy':
      return `${file} is in use by another program for too long. End that program, ${ANOTHER}.`;
    default:
      return `${file} cannot be opened. The folder must be on a disk of this machine: ${ANOTHER.slice(3)}.`;
  }
};

/** Runs a step of opening a file, and says to the operator why it failed. */
export const explain = <Result>(file: string, step: () => Result): Result => {
  try {
    return guard(step);
  } catch (error) {
    throw error instanceof DataFolderProblem ? error : new DataFolderProblem(describeFault(file, error), error);
  }
};
