/** An arm as `content=arm` gives it. */
export interface ArmRow {
  readonly arm_num: number;
  readonly name: string;
}
