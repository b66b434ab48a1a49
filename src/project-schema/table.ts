export interface TableArgs {
  readonly first: number;
}
export const instrumentTable = async (...args: unknown[]): Promise<never> => {
  throw new Error(String(args.length));
};
