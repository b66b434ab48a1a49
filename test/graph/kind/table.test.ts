import { describe, expect, it } from 'vitest';
import { allKinds, kinds, kindOf, type KindName } from '../../../src/graph/kind/table.ts';
import { files, readSource } from '../../support/import-graph.ts';
import { choices, designOf, metadataRow, validated } from '../support/design.ts';

const names = Object.keys(kinds) as KindName[];

const design = designOf([
  metadataRow('id', 'form', 'text'),
  metadataRow('integer', 'form', 'text', validated('integer')),
  metadataRow('number', 'form', 'calc', choices('1 + 1')),
  metadataRow('date', 'form', 'text', validated('date_mdy')),
  metadataRow('datetime', 'form', 'text', validated('datetime_dmy')),
  metadataRow('time', 'form', 'text', validated('time')),
  metadataRow('boolean', 'form', 'truefalse'),
  metadataRow('choice', 'form', 'radio', choices('1, One')),
  metadataRow('checkbox', 'form', 'checkbox', choices('1, One')),
  metadataRow('file', 'form', 'file'),
  metadataRow('none', 'form', 'descriptive'),
  metadataRow('text', 'form', 'notes'),
]);

/** A comparison with the name of a kind, or a case of a switch over them. */
const naming = new RegExp(`\\bkind (?:===|!==) '(?:${names.join('|')})'|\\bcase '(?:${names.join('|')})':`);

/** The sandbox and the client of REDCap know nothing of `graph`; expressions of branching logic have kinds of their own. */
const isElsewhere = (file: string): boolean => !/^(?:sandbox|redcap|graph\/kind|graph\/branching)\//.test(file);

describe('the table of kinds', () => {
  it('has every kind under the name that its readings have', () => {
    const read = names.map((name) => {
      const field = design.field(name);
      return field === undefined ? null : kindOf(field).read(field, {}, { design, exists: true }).typed.kind;
    });
    expect(read).toEqual(names);
  });

  it('is the only place that compares a kind with a name', () => {
    expect("field.kind === 'checkbox'").toMatch(naming);
    expect("    case 'datetime':").toMatch(naming);
    expect(files.filter(isElsewhere).filter((file) => naming.test(readSource(file)))).toEqual([]);
  });

  it('gives one description to each type that kinds share', () => {
    const types = allKinds.flatMap(({ output, filter, ownInput }) => [
      output,
      filter,
      ...(typeof ownInput.type === 'string' ? [] : [ownInput.type]),
    ]);
    const byName = Map.groupBy(new Set(types), ({ name }) => name);
    expect([...byName.values()].filter((sameName) => sameName.length > 1)).toEqual([]);
  });
});
