/** A refusal in REDCap's own words. `http/app.ts` writes it in the caller's `returnFormat`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The refusal of a call that leaves out a parameter. */
export const missingParameter = (name: string): Refusal =>
  new Refusal(400, `The required parameter "${name}" is missing`);

/** Refuses a value that a parameter does not take. */
export const refuseParameter: (name: string) => never = (name) => {
  throw new Refusal(400, `The value of the parameter "${name}" is not valid`);
};

/** The refusal of a list that has names which REDCap does not know: `'x', 'y'`. */
export const invalidValues = (parameter: string, values: readonly string[]): Refusal =>
  new Refusal(
    400,
    `The following values in the parameter "${parameter}" are not valid: ${values.map((value) => `'${value}'`).join(', ')}`,
  );

/**
 * The refusal of an import for one of its rows, which are counted from 1 (EVIDENCE.md#row-refusals). The sentence names the
 * column and the remedy.
 */
export const invalidRow = (row: number, sentence: string): Refusal =>
  new Refusal(400, `Row ${String(row + 1)}: ${sentence}`);
