import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { variants } from '../../src/sandbox/variant/table.ts';
import { codesIn, readTable, readText, root } from '../support/markdown.ts';

const PAGE = 'src/sandbox/EVIDENCE.md';

/** The facts of the page: the anchor that a heading of the third level has, and the text below it. */
const facts = new Map(
  readText(PAGE)
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split(/\n(?=## )/)[0]?.split('\n') ?? [];
      return [
        heading
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-'),
        lines.join('\n'),
      ] as const;
    }),
);

const textsBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|md)$/.test(file))
    .filter((file) => file !== 'EVIDENCE.md' && file !== 'evidence.test.ts')
    .map((file) => readText(join(folder, file)));

const texts = [...textsBelow('src/sandbox'), ...textsBelow('test/sandbox')];

/** `EVIDENCE.md#anchor` in a comment or a page, and the anchor of a variant or of a test of a contradiction. */
const CITATIONS = [
  /EVIDENCE\.md#([a-z0-9-]+)/g,
  /believe\(\s*'([^']+)',/g,
  /^ {2}\['([a-z-]+)', 'open: /gm,
  /^ {4}evidence: '([^']+)',/gm,
];

const cited = new Set(
  texts.flatMap((text) => CITATIONS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))),
);

describe('the evidence of the sandbox', () => {
  it('has every fact that is cited', () => {
    expect(cited.size).toBeGreaterThan(50);
    expect([...cited].filter((anchor) => !facts.has(anchor))).toEqual([]);
  });

  it('has no fact that nothing cites', () => {
    expect([...facts.keys()].filter((anchor) => !cited.has(anchor))).toEqual([]);
  });

  it('says of every fact how sure it is', () => {
    const silent = [...facts].filter(([, text]) => !/\*\*(?:Sure|Likely|Assumed|likely|assumed)[.*]/.test(text));
    expect(silent.map(([anchor]) => anchor)).toEqual([]);
  });

  it('names the source of every fact that is not assumed alone', () => {
    const bare = [...facts].filter(
      ([, text]) => /\*\*(?:Sure|sure|Likely|likely)\b/.test(text) && !/Source:|RC-API-\d\d/.test(text),
    );
    expect(bare.map(([anchor]) => anchor)).toEqual([]);
  });

  it('names each variant in the fact that the variant cites, and no other variant anywhere', () => {
    const named = [...facts].flatMap(([anchor, text]) =>
      [...text.matchAll(/Variants?\s((?:`[a-z-]+`(?:, | and )?)+)/g)].flatMap(([, names]) =>
        codesIn(names).map((name) => `${name}: ${anchor}`),
      ),
    );
    expect(named.sort()).toEqual(variants.map(({ name, evidence }) => `${name}: ${evidence}`).sort());
  });

  it('names a variant in every fact that is not sure, or says why the gateway needs none', () => {
    const unsure = [...facts].filter(([, text]) => /\*\*(?:likely|assumed)\b/i.test(text));
    const bare = unsure.flatMap(([anchor, text]) => (/Variants?\s`/.test(text) ? [] : [anchor]));
    const excused = readTable(PAGE, 'without a variant').map(({ fact }) => /#([a-z0-9-]+)\)/.exec(fact ?? '')?.[1]);
    expect(excused.sort()).toEqual(bare.sort());
  });

  it('is cited by anchor and not by the sections of another paper', () => {
    const old = texts.flatMap((text) => [...text.matchAll(/redcap-api \d| \([1-9]\.\d{1,2}\)|\(C\d{1,2}\)/g)]);
    expect(old.map(([citation]) => citation)).toEqual([]);
  });
});
