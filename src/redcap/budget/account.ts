/** What is known of somebody who calls: when they had their last turn, and how many of their calls wait. */
export interface Account {
  readonly name: string;
  /** The number of their last turn; 0 before the first. */
  servedAt: number;
  waiting: number;
  /** How many writes have gone before their reads since one of their reads had a turn. */
  writesInARow: number;
}

/** So many accounts are remembered. Whoever is forgotten comes back as a newcomer, who has the next turn. */
const MOST = 2_000;

/** The accounts of callers, of tokens, or of both together. */
export class Accounts {
  /** Those that had a turn last stand last. */
  readonly #accounts = new Map<string, Account>();

  /** The account of a name. */
  of(name: string): Account {
    const known = this.#accounts.get(name);
    if (known !== undefined) return known;
    const account: Account = { name, servedAt: 0, waiting: 0, writesInARow: 0 };
    this.#accounts.set(name, account);
    if (this.#accounts.size > MOST) this.#forgetOne();
    return account;
  }

  /** Notes a turn by its number. */
  serve(account: Account, turn: number): void {
    account.servedAt = turn;
    this.#accounts.delete(account.name);
    this.#accounts.set(account.name, account);
  }

  #forgetOne(): void {
    for (const [name, { waiting }] of this.#accounts) {
      if (waiting > 0) continue;
      this.#accounts.delete(name);
      return;
    }
  }
}
