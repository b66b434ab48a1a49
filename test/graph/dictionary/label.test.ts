import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/graph/dictionary/label.ts';

describe('plainText', () => {
  it.each([
    ['plain words', 'Date of birth', 'Date of birth'],
    ['line breaks and blanks', ' a\n\n  b\tc ', 'a b c'],
    ['tags within a word', 'H<sub>2</sub>O <b>level</b>', 'H2O level'],
    ['tags that part words', 'one<br>two<p>three</p><div>four</div>five', 'one two three four five'],
    ['entries of a list', '<ul><li>one</li><li>two</ul>three', 'one two three'],
    ['cells of a table', '<table border=1><tr><td>a<td>b</table>c', 'a b c'],
    ['entities', 'Tom &amp; Jerry &lt;3 &eacute;&#233;&#xE9;&nbsp;x', 'Tom & Jerry <3 ééé x'],
    ['scripts and styles', 'a<script>alert("x")</script><style>b{}</style>c', 'ac'],
    ['a script in a script', 'a<script><script>x</script>b', 'ab'],
    ['a script that compares', 'a<script>if (a<b && b>c) alert("<b>")</script>b', 'ab'],
    ['an unclosed tag', 'a <b>b', 'a b'],
    ['attributes with code', '<img src=x onerror="alert(1)">see', 'see'],
    ['attributes with signs', '<span title="a > b & c <LOD" hidden data-x=1>see</span>', 'see'],
    ['an attribute with a quote too much', '<span style="color:red"">see</span>', 'see'],
    ['capitals', '<B CLASS=x>see</B><BR/>this', 'see this'],
    ['a tag with blanks before its end', 'one<br / >two<hr\n/>three<p >four</p >five', 'one two three four five'],
    [
      "a word processor's tags",
      '<p class=MsoNormal><span lang=EN-US style=\'font-family:"Calibri"\'>see<o:p>&nbsp;</o:p></span></p>',
      'see',
    ],
    ["REDCap's own editor", '<div class="rich-text-field-label"><p>One<br />two &lt; 3</p></div>', 'One two < 3'],
    ['the text of a picture', 'see <img src="a.png" alt="a face &amp; a smile"> here', 'see a face & a smile here'],
    ['a picture between words', 'see<img alt=smile src=a>here', 'see smile here'],
    ['comments', 'a<!-- no <b> & <LOD -->b', 'ab'],
    ['what a text editor leaves behind', 'a<![if !supportLists]>b<![endif]><o:p></o:p>c', 'abc'],
    ['an exponent', '10<sup>9</sup>/L, 10<sup>-3</sup> m<sup>2</sup>', '10^9/L, 10^-3 m2'],
    ['piping and embedded fields', '<p>Dear [name], {dob}</p>', 'Dear [name], {dob}'],
    ['nothing', '', ''],
    ['other scripts', 'Да 否 🙂', 'Да 否 🙂'],
  ])('reads %s', (_what, html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it.each([
    ['a limit', '<LOD'],
    ['two limits', '<LLOQ (but >LOD)'],
    ['a word in brackets', '<NA>'],
    ['a word in brackets, with blanks', 'from <first visit> on'],
    ['a number', '<5'],
    ['a number with a unit', '<5 mg & >2 mg'],
    ['a heart', '<3'],
    ['a range', '1<x<2'],
    ['two comparisons', 'x<y and y>z'],
    ['comparisons with blanks', 'age < 5 and > 2'],
    ['an arrow', '<- back, <-> both, <= 5, <> 6'],
    ['a question', 'CRP <LLOQ?'],
    ['an address of mail', 'Ann <a@b.c>'],
    ['an address of the web', '<https://a.example/b>'],
    ['the name of an element at the end', 'x <b'],
    ['the name of an element before a word', 'if a <b and c> d'],
    ['an element with words for attributes', 'x <a or b> y'],
    ['a quantity with the name of an element', '1<i>2'],
    ['a group with the name of an element', 'group <b> only'],
    ['groups with the names of elements', 'Groups <a>, <b>, <i>; (<u>) <s>. <b>/<i> <b>-<i> <b>= <i>'],
    ['a word that is an element, without its end', 'Sent to <center> at <time>, <code>'],
    ['a silent element without its end', 'The <title> of the <script>'],
    ['a name that goes on', '<bold> <b2> <i-th> <br1>'],
    ['an end tag with an attribute', 'a </b or c>'],
    ['a script whose end tag is none', '<script>a</script b="c"></script/>'],
    ['a blank before the name', '< b>a< /b>'],
    ['a comment without an end', 'a <!-- b'],
    ['a declaration', '<!x> <?y?>'],
    ['an attribute without its end', '<font color="red>red'],
  ])('keeps text behind a less-than sign that is no tag: %s', (_what, text) => {
    expect(plainText(text)).toBe(text);
  });

  it.each([
    ['alone', 'a & b'],
    ['in a word', 'R&D, AT&T, a&b;'],
    ['of no entity', '&foo; &lod;'],
    ['of a name that begins like an entity', '&notit; &copyright; &lthing;'],
    ['without a semicolon', '&lt 5 &nbsp 6 &copy'],
    ['of no character', '&#0; &#3; &#xD800; &#x110000; &#; &#x;'],
    ['at the end', '&'],
  ])('keeps an ampersand that is no entity: %s', (_what, text) => {
    expect(plainText(text)).toBe(text);
  });

  it.each([
    ['an entity', '&amp;lt;b&amp;gt; &amp;eacute;', '&lt;b&gt; &eacute;'],
    ['a tag in entities', '&lt;b&gt;a&lt;/b&gt; &lt;LOD', '<b>a</b> <LOD'],
    ['an entity in the text of a picture', '<img alt="&amp;lt;">', '&lt;'],
  ])('reads once and not twice: %s', (_what, html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it.each([
    ['behind a limit', '<LOD <b>bold</b>', '<LOD bold'],
    ['in brackets', '<see <b>here</b>>', '<see here>'],
    ['around a limit', '<p>CRP <LLOQ</p><p>(but >LOD)</p>', 'CRP <LLOQ (but >LOD)'],
    ['beside one without its end', '<b>a</b> <time>', 'a <time>'],
    ['with its end', 'at <time>9:00</time>', 'at 9:00'],
  ])('takes out a true tag %s', (_what, html, text) => {
    expect(plainText(html)).toBe(text);
  });
});
