import type { FieldDefinition, InstrumentDefinition } from '../state/project.ts';
import type { Variants } from '../variant/variant.ts';
import type { XmlElement } from './xml.ts';
import { attributeOf, childrenOf, findChild } from './xml.ts';
import { isDatetime, readFieldType, readValidation } from './vocabulary.ts';

/** What the design part of a project XML says about fields, and how its items lead to them. */
export interface DictionaryReading {
  readonly instruments: InstrumentDefinition[];
  readonly fields: FieldDefinition[];
  /** Item OID of a checkbox option to its field. All other items have the name of their field. */
  readonly options: ReadonlyMap<string, string>;
}

const readLabel = (item: XmlElement): string =>
  (
    findChild(item, 'Question', 'redcap:FormattedTranslatedText') ??
    findChild(item, 'redcap:FormattedTranslatedText') ??
    findChild(item, 'Question', 'TranslatedText')
  )?.text ?? '';

/** Elements by OID. The first of two elements with the same OID counts. */
const indexByOid = (elements: readonly XmlElement[]): Map<string, XmlElement> => {
  const index = new Map<string, XmlElement>();
  for (const element of elements) {
    const oid = attributeOf(element, 'OID');
    if (!index.has(oid)) index.set(oid, element);
  }
  return index;
};

/** Code lists by OID, and what stands between the choices of a field. */
interface CodeLists {
  readonly lists: ReadonlyMap<string, XmlElement>;
  readonly separator: '|' | ' | ';
  /** Whether the choices of checkboxes get the blanks too. */
  readonly isSpaced: boolean;
}

/**
 * The choices of a checkbox stand in the XML as the dictionary has them. They show whether blanks stand around `|`. Where
 * no checkbox has two choices, nothing shows it (EVIDENCE.md#choices-in-xml).
 */
const readCodeLists = (metadata: XmlElement, variants: Variants): CodeLists => {
  const lists = childrenOf(metadata, 'CodeList');
  const spelled = lists.map((list) => attributeOf(list, 'redcap:CheckboxChoices')).filter((text) => text.includes('|'));
  const isSpaced = variants['xml-choices'] === 'spaced';
  const isClose = !isSpaced && spelled.some((text) => /\S\|\S/.test(text));
  return { lists: indexByOid(lists), separator: isClose ? '|' : ' | ', isSpaced };
};

const readCodeList = (list: XmlElement | undefined, separator: string): string =>
  childrenOf(list, 'CodeListItem')
    .map((item) => `${attributeOf(item, 'CodedValue')}, ${findChild(item, 'Decode', 'TranslatedText')?.text ?? ''}`)
    .join(separator);

const readCheckboxChoices = (list: XmlElement | undefined, isSpaced: boolean): string => {
  const written = list === undefined ? '' : attributeOf(list, 'redcap:CheckboxChoices');
  if (!isSpaced) return written;
  const pieces = written.split('|').map((piece) => piece.trim());
  return pieces.filter((piece) => piece !== '').join(' | ');
};

const readChoices = (item: XmlElement, type: string, { lists, separator, isSpaced }: CodeLists): string => {
  const list = lists.get(attributeOf(findChild(item, 'CodeListRef') ?? item, 'CodeListOID'));
  if (type === 'checkbox') return readCheckboxChoices(list, isSpaced);
  if (type === 'calc') return attributeOf(item, 'redcap:Calculation');
  if (type === 'slider') return attributeOf(item, 'redcap:SliderLabels');
  // EVIDENCE.md#ontologies-in-xml
  if (type === 'text') return attributeOf(item, 'redcap:OntologySearch');
  return type === 'dropdown' || type === 'radio' ? readCodeList(list, separator) : '';
};

const readLimit = (item: XmlElement, comparator: string, validation: string): string => {
  const check = childrenOf(item, 'RangeCheck').find((found) => attributeOf(found, 'Comparator') === comparator);
  const value = findChild(check, 'CheckValue')?.text ?? '';
  return isDatetime(validation) ? value.replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ') : value;
};

const readFlag = (text: string): string => (/^(y|yes|1)$/i.test(text) ? 'y' : '');

const readField = (item: XmlElement, form: string, isMandatory: boolean, lists: CodeLists): FieldDefinition => {
  const type = readFieldType(attributeOf(item, 'redcap:FieldType'));
  const validation = readValidation(attributeOf(item, 'redcap:TextValidationType'));
  return {
    field_name: attributeOf(item, 'redcap:Variable'),
    form_name: form,
    section_header: attributeOf(item, 'redcap:SectionHeader'),
    field_type: type,
    field_label: readLabel(item),
    select_choices_or_calculations: readChoices(item, type, lists),
    field_note: attributeOf(item, 'redcap:FieldNote'),
    text_validation_type_or_show_slider_number: validation,
    text_validation_min: readLimit(item, 'GE', validation),
    text_validation_max: readLimit(item, 'LE', validation),
    identifier: readFlag(attributeOf(item, 'redcap:Identifier')),
    branching_logic: attributeOf(item, 'redcap:BranchingLogic'),
    required_field: isMandatory ? 'y' : readFlag(attributeOf(item, 'redcap:RequiredField')),
    custom_alignment: attributeOf(item, 'redcap:CustomAlignment'),
    question_number: attributeOf(item, 'redcap:QuestionNumber'),
    matrix_group_name: attributeOf(item, 'redcap:MatrixGroupName'),
    matrix_ranking: readFlag(attributeOf(item, 'redcap:MatrixRanking')),
    field_annotation: attributeOf(item, 'redcap:FieldAnnotation'),
  };
};

/** The instrument's name of a FormDef or FormRef. */
export const readFormName = (element: XmlElement, oid: string): string =>
  element.attributes.get('redcap:FormName') ?? attributeOf(element, oid).replace(/^Form\./, '');

/** Reads instruments and fields in project order from a MetaDataVersion. */
export const readDictionary = (metadata: XmlElement, variants: Variants): DictionaryReading => {
  const groups = indexByOid(childrenOf(metadata, 'ItemGroupDef'));
  const items = indexByOid(childrenOf(metadata, 'ItemDef'));
  const lists = readCodeLists(metadata, variants);
  const instruments: InstrumentDefinition[] = [];
  const fields = new Map<string, FieldDefinition>();
  const options = new Map<string, string>();
  for (const form of childrenOf(metadata, 'FormDef')) {
    const name = readFormName(form, 'OID');
    instruments.push({ name, label: attributeOf(form, 'Name') });
    const references = childrenOf(form, 'ItemGroupRef').flatMap((reference) =>
      childrenOf(groups.get(attributeOf(reference, 'ItemGroupOID')), 'ItemRef'),
    );
    for (const reference of references) {
      const oid = attributeOf(reference, 'ItemOID');
      const item = items.get(oid);
      // System columns and survey timestamps have no field type; the status is no field of the dictionary either.
      if (item?.attributes.has('redcap:FieldType') !== true) continue;
      const variable = attributeOf(item, 'redcap:Variable');
      if (variable === `${name}_complete`) continue;
      if (attributeOf(item, 'redcap:FieldType') === 'checkbox') options.set(oid, variable);
      if (fields.has(variable)) continue;
      fields.set(variable, readField(item, name, attributeOf(reference, 'Mandatory') === 'Yes', lists));
    }
  }
  return { instruments, fields: [...fields.values()], options };
};
