import type { SandboxProject, StoredRecord } from './project.ts';

/** Records that are found by their names in any case (EVIDENCE.md#case-of-record-names). The key is the record's own name. */
class CaselessRecords extends Map<string, StoredRecord> {
  readonly #spelled = new Map<string, string>();

  #own(name: string): string {
    return this.#spelled.get(name.toLowerCase()) ?? name;
  }

  override get(name: string): StoredRecord | undefined {
    return super.get(this.#own(name));
  }

  override has(name: string): boolean {
    return super.has(this.#own(name));
  }

  override set(name: string, record: StoredRecord): this {
    const own = this.#own(name);
    // A rename may change nothing but the case.
    if (own !== record.name) super.delete(own);
    this.#spelled.set(name.toLowerCase(), record.name);
    return super.set(record.name, record);
  }

  override delete(name: string): boolean {
    const isHere = super.delete(this.#own(name));
    this.#spelled.delete(name.toLowerCase());
    return isHere;
  }
}

/** What two spellings of one record hold. Of a row that both have, the first one's values count. */
const joinRecords = (first: StoredRecord, second: StoredRecord): StoredRecord => ({
  ...first,
  rows: new Map([...first.rows, ...[...second.rows].filter(([key]) => !first.rows.has(key))]),
});

/** Has the project find its records by their names in any case. Names that differ by case alone become one record. */
export const ignoreCase = (project: SandboxProject): void => {
  if (project.records instanceof CaselessRecords) return;
  const records = new CaselessRecords();
  for (const [name, record] of project.records) {
    const first = records.get(name);
    records.set(name, first === undefined ? record : joinRecords(first, record));
  }
  project.records = records;
};
