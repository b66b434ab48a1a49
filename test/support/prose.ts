import { createRequire } from 'node:module';
import type TypeScript from 'typescript';

/** One sentence of a comment or a page, and the line where its paragraph begins. */
export interface Sentence {
  readonly line: number;
  readonly text: string;
}

// It is a CommonJS module, and the tests of everything else do without it.
const loadTypeScript = (): typeof TypeScript => createRequire(import.meta.url)('typescript') as typeof TypeScript;

/** A paragraph's text with the line where it begins. */
interface Paragraph {
  readonly line: number;
  readonly text: string;
}

const splitSentences = ({ line, text }: Paragraph): Sentence[] =>
  text
    .replaceAll(/`[^`]*`/g, (code) => code.replaceAll(/\s/g, '_'))
    .split(/(?<=[.!?])(?:\*\*|["')])?\s+/)
    .map((sentence) => ({ line, text: sentence.trim() }))
    .filter((sentence) => sentence.text !== '');

/** Joins lines to paragraphs: an empty line, a line of a list or a table ends one. */
const toParagraphs = (lines: readonly (readonly [line: number, text: string])[]): Paragraph[] => {
  const paragraphs: { line: number; text: string }[] = [];
  let isOpen = false;
  for (const [line, text] of lines) {
    const trimmed = text.trim();
    const startsAnew = /^(?:[-*+] |\d+\. |\||#|>|<)/.test(trimmed);
    const last = paragraphs.at(-1);
    if (trimmed === '' || trimmed.startsWith('|') || trimmed.startsWith('<')) isOpen = false;
    else if (isOpen && last !== undefined && !startsAnew) last.text += ` ${trimmed}`;
    else {
      paragraphs.push({ line, text: trimmed.replace(/^(?:[-*+]|\d+\.|#+|>) /, '') });
      isOpen = true;
    }
  }
  return paragraphs;
};

const linesOfComment = (comment: string, first: number): [number, string][] =>
  comment
    .split('\n')
    .map((text, index) => [first + index, text.replace(/^\s*(?:\/\*\*?|\*\/|\*|\/\/)\s?/, '').replace(/\*\/\s*$/, '')]);

/** Every comment of a source once, in order: its first character and its text. */
const commentsOf = (source: string): [start: number, text: string][] => {
  const ts = loadTypeScript();
  const found = new Map<number, string>();
  const keep = (ranges: readonly TypeScript.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) found.set(pos, source.slice(pos, end));
  };
  const visit = (node: TypeScript.Node): void => {
    keep(ts.getLeadingCommentRanges(source, node.getFullStart()));
    keep(ts.getTrailingCommentRanges(source, node.getEnd()));
    for (const child of node.getChildren()) visit(child);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return [...found].sort(([one], [other]) => one - other);
};

/** Whether nothing but blanks stands before a place on its line. */
const beginsLine = (source: string, place: number): boolean =>
  source.slice(source.lastIndexOf('\n', place - 1) + 1, place).trim() === '';

/** The sentences of all comments in a TypeScript source. */
export const sentencesOfComments = (source: string): Sentence[] => {
  const lines: [number, string][] = [];
  let next = -1;
  for (const [start, text] of commentsOf(source)) {
    const first = source.slice(0, start).split('\n').length;
    const isWholeLine = text.startsWith('//') && beginsLine(source, start);
    // Whole lines of comment one below the other are one text.
    if (!isWholeLine || first !== next) lines.push([first, '']);
    const comment = linesOfComment(text, first);
    lines.push(...comment);
    next = isWholeLine ? first + 1 : -1;
  }
  return toParagraphs(lines).flatMap(splitSentences);
};

/** The sentences of a page, without its code, tables and headings of tables. */
export const sentencesOfPage = (page: string): Sentence[] => {
  const text = page.replaceAll(/^```[\s\S]*?^```/gm, (block) => block.replaceAll(/[^\n]+/g, ''));
  return toParagraphs(text.split('\n').map((line, index) => [index + 1, line])).flatMap(splitSentences);
};

/** How many words a sentence has; a code in backticks is one. */
export const countWords = (text: string): number => text.split(' ').filter((word) => /\w/.test(word)).length;
