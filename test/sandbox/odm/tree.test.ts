import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readProjectXml, writeProjectXml } from '../../../src/sandbox/odm/index.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { inventedStudies, itOnStudies } from '../../support/known-study.ts';
import { runs } from '../../support/runs.ts';
import type { XmlNode } from '../../support/xml-tree.ts';
import { childrenOf, compareTrees, everyNode, printTree, readTree } from '../../support/xml-tree.ts';

const valueOf = (xml: string, attribute: string): string => new RegExp(`${attribute}="([^"]*)"`).exec(xml)?.[1] ?? '';

/** The file that the sandbox writes of the project of a file, with what the file has: data, survey columns, groups. */
const rewrite = (xml: string): string =>
  writeProjectXml(readProjectXml(xml, createStore()), {
    exportFiles: true,
    metadataOnly: xml.includes('This file contains the project metadata'),
    exportSurveyFields: xml.includes('"redcap_survey_identifier"'),
    exportDataAccessGroups: xml.includes('"redcap_data_access_group"'),
    // Each export has its own moment and version.
    now: new Date(valueOf(xml, 'AsOfDateTime')),
    version: valueOf(xml, 'SourceSystemVersion'),
  });

const globals = 'ODM/Study[OID=Project.PyCapTestSimpleProject]/GlobalVariables';
const role = `${globals}/redcap:UserRolesGroup/redcap:UserRoles[role_name=Example Role]`;

/** The only differences: what the sandbox writes besides, and why. */
const differences: Readonly<Record<string, readonly string[]>> = {
  // REDCap 12 wrote this file. The settings and rights are those of REDCap 14, with the values of a new project.
  'pycap-simple': [
    ...[
      'SecondaryUniqueFieldDisplayValue',
      'SecondaryUniqueFieldDisplayLabel',
      'RandomizationEnabled',
      'DisplayTodayNowButton',
      'PreventBranchingEraseValues',
      'RequireChangeReason',
      'DataHistoryPopup',
      'OrderRecordsByField',
      'taskCompleteStatus',
      'MyCapEnabled',
    ].map((name) => `+ ${globals}/redcap:${name}`),
    ...['data_export_instruments', 'email_logging', 'alerts', 'api_modules', 'mycap_participants'].map(
      (name) => `+ ${role}/@${name}`,
    ),
  ],
  // The project has no records. The sandbox writes the ClinicalData all the same, as the server of empty-rows did.
  'single-column': ['+ ODM/ClinicalData[StudyOID=Project.REDCapRSinglecolumn]'],
};

describe('a project XML that becomes a project and is written again', () => {
  itOnStudies(
    '$name: has every element, attribute and text at its place',
    (study) => {
      expect(compareTrees(readTree(study.xml()), readTree(rewrite(study.xml())))).toEqual(
        differences[study.name] ?? [],
      );
    },
    () => true,
  );
});

/** Prefixes that a mutated file declares. */
const declarations = { 'xmlns:x': 'https://example.org/other', 'xmlns:redcap': 'https://projectredcap.org' };

const arbitraryText = fc.string({
  unit: fc.constantFrom('a', 'B', '0', 'é', '🐫', '<', '&', '"', "'", ' ', ']'),
  minLength: 1,
});

const arbitraryAttribute = fc.tuple(
  fc.constantFrom('redcap:NewSetting', 'x:note', 'xml:lang', 'Unheard', 'redcap:InlineImage'),
  fc.oneof(arbitraryText, fc.constant('')),
);

const newNames = [
  'redcap:NewThing',
  'redcap:Attachment',
  'x:Thing',
  'Alias',
  'MeasurementUnitRef',
  'Description',
  'redcap:NewGroup',
];

const arbitraryElement: fc.Arbitrary<XmlNode> = fc
  .letrec<{ element: XmlNode }>((tie) => ({
    element: fc.record({
      name: fc.constantFrom(...newNames),
      attributes: fc
        .uniqueArray(arbitraryAttribute, { maxLength: 3, selector: ([name]) => name })
        .map(Object.fromEntries),
      content: fc.oneof(
        { weight: 3, arbitrary: fc.array(arbitraryText, { maxLength: 1 }) },
        fc.array(
          fc.oneof(
            { depthSize: 'small' },
            arbitraryText.map((text) => `a${text}`),
            tie('element'),
          ),
          { maxLength: 3 },
        ),
      ),
    }),
  }))
  .element.map((element) => ({ ...element, content: element.content.filter((piece) => piece !== '') }));

interface Mutation {
  readonly study: string;
  /** Where, as a share of all elements of the file and of all children of the element. */
  readonly element: number;
  readonly child: number;
  readonly what: readonly [string, string] | XmlNode | 'order' | 'value';
}

/** Attributes that REDCap works out itself, and that other versions may work out otherwise. */
const derived = ['DataType', 'Length', 'Repeating', 'OrderNumber', 'SoftHard', 'FileOID', 'ODMVersion', 'Type'];

/** Another order of two neighbours, or another value of a derived attribute. */
const change = (tree: XmlNode, { element, child, what }: Mutation): void => {
  const nodes = everyNode(tree).filter(
    ({ name, content, attributes }) =>
      // The records stand in REDCap's own order, and the data behind the design.
      !['ODM', 'Study', 'ClinicalData', 'StudyEventDef'].includes(name) &&
      (content.length > 1 || derived.some((attribute) => attribute in attributes)),
  );
  const node = nodes[Math.floor(element * nodes.length)] ?? tree;
  const attribute = derived.find((name) => name in node.attributes);
  if (attribute !== undefined && what === 'value') node.attributes[attribute] = '7';
  const at = Math.floor(child * (node.content.length - 1));
  const [first, second] = node.content.slice(at);
  if (first !== undefined && second !== undefined && what === 'order') node.content.splice(at, 2, second, first);
};

const share = fc.double({ min: 0, max: 0.999999, noNaN: true });

const isAttribute = (what: Mutation['what']): what is readonly [string, string] => Array.isArray(what);

const small = inventedStudies.filter(({ name }) => name !== 'archive');

const mutate = (tree: XmlNode, mutation: Mutation): void => {
  const { element, child, what } = mutation;
  if (typeof what === 'string') {
    change(tree, mutation);
    return;
  }
  const nodes = everyNode(tree);
  const node = nodes[Math.floor(element * nodes.length)] ?? tree;
  if (isAttribute(what)) node.attributes[what[0]] = what[1];
  // A text stays in front of the elements around it.
  else if (node.content.some((piece) => typeof piece === 'string')) node.content.push(what);
  else node.content.splice(Math.floor(child * (childrenOf(node).length + 1)), 0, what);
};

describe('what REDCap may write one day', () => {
  it('comes out at its place, wherever it is put', () => {
    const trees = new Map(small.map((study) => [study.name, study.xml()]));
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            element: share,
            child: share,
            what: fc.oneof(arbitraryAttribute, arbitraryElement, fc.constantFrom('order', 'value')),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        fc.constantFrom(...small.map(({ name }) => name)),
        (mutations, study) => {
          const tree = readTree(trees.get(study) ?? '');
          Object.assign(tree.attributes, declarations);
          for (const mutation of mutations) mutate(tree, { ...mutation, study });
          const xml = `<?xml version="1.0" encoding="UTF-8" ?>\n${printTree(tree)}`;
          expect(compareTrees(readTree(xml), readTree(rewrite(xml)))).toEqual([]);
        },
      ),
      { numRuns: runs(300) },
    );
  }, 60_000);
});
