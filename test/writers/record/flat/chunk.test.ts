import { afterEach, describe, expect, it } from 'vitest';
import { createColumnPlans } from '../../../../src/writers/record/flat/column.ts';
import { countRows, readChunks } from '../../../../src/writers/record/flat/chunk.ts';
import { classicClinic } from '../../../support/clinic.ts';
import { startStudy, type Study } from '../../../support/study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const designOf = async () => {
  const study = await startStudy({ project: classicClinic });
  studies.push(study);
  const { context } = await study.run('{ __typename }');
  const source = context.projects.get('study');
  if (source === undefined) throw new Error('the study has no project');
  return source.design();
};

/** A file without an end, a row a piece, that counts the pieces that were read. */
const endless = (notes: string) => {
  const read = { pieces: 0 };
  const body = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('record_id,notes\n');
    for (;;) {
      read.pieces += 1;
      yield Buffer.from(`${String(read.pieces)},${notes}\n`);
    }
  };
  return { read, body: body() };
};

describe('the chunks of a file', () => {
  it('come while the file goes on, at most a thousand rows each, and no row is read ahead but the next', async () => {
    const { read, body } = endless('short');
    const chunks = readChunks(await designOf(), 'CSV', body);
    for (const count of [1, 2, 3]) {
      const { value } = await chunks.next();
      expect(value?.rows.map(({ index }: { index: number }) => index)).toEqual(
        Array.from({ length: 1_000 }, (_row, index) => (count - 1) * 1_000 + index),
      );
      expect(read.pieces).toBe(count * 1_000 + 1);
    }
  });

  it('have about a mebibyte where rows are long', async () => {
    const { read, body } = endless('x'.repeat(100_000));
    const chunks = readChunks(await designOf(), 'CSV', body);
    expect((await chunks.next()).value?.rows).toHaveLength(10);
    expect(read.pieces).toBe(11);
  });

  it('are refused after a few looks at each column, however many there are', async () => {
    const names = ['record_id', ...Array.from({ length: 2_000 }, (_column, index) => `a${String(index)}`)];
    for (const [last, code] of [
      ['a2000', 'NOT_FOUND'],
      ['a7', 'VALIDATION'],
    ] as const) {
      let looks = 0;
      const columns = new Proxy([...names, last], {
        get: (target, key): unknown => {
          looks += 1;
          return Reflect.get(target, key);
        },
      });
      expect(createColumnPlans(await designOf())(columns)).toMatchObject({ code });
      expect(looks).toBeLessThan(20 * names.length);
    }
  });

  it('are not read at all of a file with columns that the project does not have', async () => {
    const read = { pieces: 0 };
    const body = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('record_id,agee\n1,2\n');
      read.pieces += 1;
      yield Buffer.from('2,3\n');
    };
    expect(await countRows(await designOf(), 'CSV', body())).toMatchObject({ code: 'NOT_FOUND', path: ['file'] });
    expect(read.pieces).toBe(0);
  });
});
