import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/graph/dictionary/label.ts';

describe('plainText', () => {
  it.each([
    ['plain words', 'Date of birth', 'Date of birth'],
    ['line breaks and blanks', ' a\n\n  b\tc ', 'a b c'],
    ['tags within a word', 'H<sub>2</sub>O <b>level</b>', 'H2O level'],
    ['tags that part words', 'one<br>two<p>three</p><div>four</div>five', 'one two three four five'],
    ['entities', 'Tom &amp; Jerry &lt;3 &eacute;&#233;&nbsp;x', 'Tom & Jerry <3 éé x'],
    ['scripts and styles', 'a<script>alert("x")</script><style>b{}</style>c', 'ac'],
    ['a script in a script', 'a<script><script>x</script>b', 'ab'],
    ['an unclosed tag', 'a <b>b', 'a b'],
    ['attributes with code', '<img src=x onerror="alert(1)">see', 'see'],
    ['comments', 'a<!-- no -->b', 'ab'],
    ['comparisons', 'age < 5 and > 2', 'age < 5 and > 2'],
    ['piping and embedded fields', '<p>Dear [name], {dob}</p>', 'Dear [name], {dob}'],
    ['nothing', '', ''],
    ['other scripts', 'Да 否 🙂', 'Да 否 🙂'],
  ])('reads %s', (_what, html, text) => {
    expect(plainText(html)).toBe(text);
  });
});
