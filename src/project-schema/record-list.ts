export interface RecordListArgs {
  readonly first: number;
}
export const recordList = async (...args: unknown[]): Promise<never> => {
  throw new Error(String(args.length));
};
