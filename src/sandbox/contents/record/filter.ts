import { Refusal } from '../../call/refusal.ts';
import type { Call } from '../../call/call.ts';
import { checkReferences, LogicError, meetsLogic, parseLogic, prepareScopes } from '../../logic/index.ts';
import type { SandboxProject } from '../../state/project.ts';
import type { RecordRow } from '../../state/rows.ts';

const refuse = (reason: string): never => {
  throw new Refusal(400, `The value of the parameter "filterLogic" is not valid: ${reason}`);
};

/** Runs something that reads logic. An error in the logic is the caller's mistake. */
const attempt = <Result>(run: () => Result): Result => {
  try {
    return run();
  } catch (error) {
    if (error instanceof LogicError) return refuse(error.message);
    throw error;
  }
};

const readLogic = (project: SandboxProject, text: string) => {
  const logic = attempt(() => parseLogic(text));
  const [problem] = checkReferences(logic, project);
  return problem === undefined ? logic : refuse(problem);
};

/**
 * The rows that meet `filterLogic`. Each row is judged alone, and never the whole record (EVIDENCE.md#filter-by-row).
 */
export const filterByLogic = (call: Call, rows: RecordRow[]): RecordRow[] => {
  const text = (call.parameters.text('filterLogic') ?? '').trim();
  if (text === '') return rows;
  const { project, user, store } = call;
  const logic = readLogic(project, text);
  const scopeOf = prepareScopes(project, { now: store.now, user });
  return attempt(() => rows.filter((row) => meetsLogic(logic, scopeOf(row.record, row.stored))));
};
