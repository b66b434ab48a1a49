import type { SandboxProject, StoredRecord } from './project.ts';

/** Records that are found by their name in any case (EVIDENCE.md#case-of-record-names). A record keeps its first name. */
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
    if (!this.#spelled.has(name.toLowerCase())) this.#spelled.set(name.toLowerCase(), name);
    return super.set(this.#own(name), record);
  }

  override delete(name: string): boolean {
    const isHere = super.delete(this.#own(name));
    this.#spelled.delete(name.toLowerCase());
    return isHere;
  }
}

/** Has the project find its records by their names in any case. */
export const ignoreCase = (project: SandboxProject): void => {
  if (project.records instanceof CaselessRecords) return;
  const records = new CaselessRecords();
  for (const [name, record] of project.records) records.set(name, record);
  project.records = records;
};
