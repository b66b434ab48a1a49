import type { Design } from '../../graph/design/design.ts';
import { DesignOutdatedError } from '../../graph/record/row-record.ts';

/** The design of a project, which may move on while rows are read by it. */
export interface MovingDesign {
  readonly design: () => Promise<Design>;
  /** The design read anew, because rows came that the known one cannot place. */
  readonly newDesign: () => Promise<Design>;
}

/** Reads by a design, and once more by the design as it is now where rows name what the first does not have. */
export const readByCurrentDesign = async <Result>(
  known: Design,
  moving: MovingDesign,
  read: (design: Design) => Promise<Result>,
): Promise<Result> => {
  try {
    return await read(known);
  } catch (error) {
    if (!(error instanceof DesignOutdatedError)) throw error;
    const kept = await moving.design();
    return read(kept === known ? await moving.newDesign() : kept);
  }
};
