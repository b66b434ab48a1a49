import type { Answer, Cell } from '../call/answer.ts';
import type { Refusal } from '../call/refusal.ts';
import type { SandboxStore, TokenHolder } from '../state/store.ts';

const asText = (row: Readonly<Record<string, Cell>>): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(row).map(([column, cell]) => [column, typeof cell === 'number' ? String(cell) : cell]),
  );

/** The numbers in the rows of an answer, as JSON has them (EVIDENCE.md#numbers-in-json). */
export const spellNumbers = ({ variants }: SandboxStore, answer: Answer): Answer => {
  if (variants['json-numbers'] === 'numbers') return answer;
  if (answer.kind === 'table') return { ...answer, rows: answer.rows.map(asText) };
  return answer.kind === 'object' ? { ...answer, row: asText(answer.row) } : answer;
};

/** Words of refusals of which a server's answer is public, and on which a client may rely. */
const RECORDED =
  /permissions to use the API|are not valid|is not valid|^"|\n"|do not have .* privileges|^You cannot export|do not exist in the project|does not exist$/;

/** A refusal in the words that a server may have for it, where its own are not public (EVIDENCE.md#words-of-refusals). */
export const spellRefusal = ({ variants }: SandboxStore, refusal: Refusal): Pick<Refusal, 'status' | 'message'> => {
  const { status, message } = refusal;
  if (variants['refusal-words'] === 'sentences' || RECORDED.test(message)) return refusal;
  return { status, message: 'The request could not be processed' };
};

/** The holder of a token, in the group that the user has switched to (EVIDENCE.md#group-switched). */
export const actAsSwitched = ({ project, user }: TokenHolder): TokenHolder => {
  const dagId = project.switchedGroups?.get(user.username);
  const isThere = dagId === null || project.dags.some(({ groupId }) => groupId === dagId);
  return { project, user: dagId === undefined || !isThere ? user : { ...user, dagId } };
};
