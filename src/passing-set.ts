/** Where a member stands while it is in the set. */
interface Place<Member> {
  member: Member | undefined;
}

/**
 * What comes and goes with each request: mostly few at once, and thousands a minute.
 *
 * A bare `Set` would do. But V8 gives a set a new table after some removals, and lets the old table know the new one. Once such a
 * table is among the old objects, each later one is kept with all that was in it, until the next large collection. So half of all
 * requests would be copied among the old objects, with everything that hangs on them. A place here is emptied when its member goes.
 */
export class PassingSet<Member> {
  readonly #places = new Set<Place<Member>>();

  /** How many are in it. */
  get size(): number {
    return this.#places.size;
  }

  /** Takes a member in. Returns a function that lets it go. */
  enter(member: Member): () => void {
    const place: Place<Member> = { member };
    this.#places.add(place);
    return () => {
      this.#places.delete(place);
      place.member = undefined;
    };
  }

  /** All who are in it. Each may go meanwhile. */
  *all(): Generator<Member> {
    for (const { member } of this.#places) if (member !== undefined) yield member;
  }
}
