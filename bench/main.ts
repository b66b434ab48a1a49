import { availableParallelism } from 'node:os';
import { benchFilteredList } from './filtered-list.ts';
import { benchImport } from './import.ts';
import { benchNameList } from './name-list.ts';
import { benchProjectSchema } from './project-schema.ts';
import { benchRecordList } from './record-list.ts';
import { benchWholeTable } from './whole-table.ts';
import { benchWidePage } from './wide-page.ts';

const BENCHES: Readonly<Record<string, () => Promise<string>>> = {
  'project-schema': benchProjectSchema,
  'wide-page': benchWidePage,
  'record-list': benchRecordList,
  'name-list': benchNameList,
  'filtered-list': benchFilteredList,
  import: benchImport,
  'whole-table': benchWholeTable,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => BENCHES[name] === undefined);

if (unknown === undefined) {
  process.stdout.write(
    `Node ${process.version}, ${String(availableParallelism())} cores. bench/README.md says how to read it.\n`,
  );
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length === 0 || asked.includes(name)) process.stdout.write(`\n${await bench()}`);
  }
} else {
  process.stderr.write(`There is no benchmark "${unknown}". There is: ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exitCode = 1;
}
