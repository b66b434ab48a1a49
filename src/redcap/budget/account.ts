/** What is known of somebody who calls, of a token, or of a caller with a token. */
export interface Account {
  /** The number of their last turn; 0 before the first. */
  servedAt: number;
  /** Calls in the line. */
  waiting: number;
  /** Calls that have begun and not ended. */
  underWay: number;
  /** How many writes have gone before their reads since one of their reads had a turn. */
  writesInARow: number;
  /** The turn up to which the calls that went first are made up for; 0 before the first. */
  madeUpAt: number;
}

/** Whose turns a call takes. */
export interface Share {
  readonly token: Account;
  readonly caller: Account;
  /** The caller's calls with this token. */
  readonly pair: Account;
}

/** A token, and whose calls it makes. */
interface TokenAccount extends Account {
  readonly shares: Map<string, Share>;
}

/** So many shares are remembered. Whoever is forgotten comes back as a newcomer, who has the next turn. */
const MOST = 2_000;

const createAccount = (): Account => ({ servedAt: 0, waiting: 0, underWay: 0, writesInARow: 0, madeUpAt: 0 });

const isIdle = ({ waiting, underWay }: Account): boolean => waiting === 0 && underWay === 0;

const forgetIdle = (accounts: Map<string, Account>): void => {
  for (const [name, account] of accounts) if (isIdle(account)) accounts.delete(name);
};

/** The accounts of one host. */
export class Accounts {
  readonly #tokens = new Map<string, TokenAccount>();
  readonly #callers = new Map<string, Account>();
  #shares = 0;

  /** The account of a caller, whatever their token. */
  caller(name: string): Account {
    const known = this.#callers.get(name);
    if (known !== undefined) return known;
    const account = createAccount();
    this.#callers.set(name, account);
    return account;
  }

  /** The share of a caller with a token. */
  share(fingerprint: string, caller: string): Share {
    const known = this.#tokens.get(fingerprint)?.shares.get(caller);
    if (known !== undefined) return known;
    if (this.#shares >= MOST) this.#forget();
    const token = this.#tokens.get(fingerprint) ?? { ...createAccount(), shares: new Map<string, Share>() };
    const share: Share = { token, caller: this.caller(caller), pair: createAccount() };
    token.shares.set(caller, share);
    this.#tokens.set(fingerprint, token);
    this.#shares += 1;
    return share;
  }

  /** Forgets whoever neither waits nor calls. */
  #forget(): void {
    for (const { shares } of this.#tokens.values()) {
      for (const [caller, { pair }] of shares) {
        if (!isIdle(pair)) continue;
        shares.delete(caller);
        this.#shares -= 1;
      }
    }
    forgetIdle(this.#tokens);
    forgetIdle(this.#callers);
  }
}
