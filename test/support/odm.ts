interface FieldXml {
  readonly form: string;
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly validation?: string;
  readonly choices?: Readonly<Record<string, string>>;
  /** `code, label | code, label`. */
  readonly checkbox?: string;
}

interface EventXml {
  readonly name: string;
  readonly label: string;
  readonly arm: number;
  readonly armName: string;
  readonly forms: readonly string[];
}

interface DataXml {
  readonly record: string;
  readonly event: string | null;
  readonly form: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A project that a test needs, in a few lines. */
export interface ProjectXml {
  readonly title: string;
  readonly fields: readonly FieldXml[];
  readonly forms: Readonly<Record<string, string>>;
  readonly events: readonly EventXml[];
  readonly data: readonly DataXml[];
}

const codeList = (name: string, variable: string, choices: Readonly<Record<string, string>>, attributes = ''): string =>
  `<CodeList OID="${name}.choices" Name="${name}" DataType="text" redcap:Variable="${variable}"${attributes}>${Object.entries(
    choices,
  )
    .map(
      ([code, label]) =>
        `<CodeListItem CodedValue="${code}"><Decode><TranslatedText>${label}</TranslatedText></Decode></CodeListItem>`,
    )
    .join('')}</CodeList>`;

const codesOf = (field: FieldXml): string[] =>
  (field.checkbox ?? '').split('|').map((choice) => choice.split(',')[0]?.trim() ?? '');

const columnsOf = (field: FieldXml): string[] =>
  field.checkbox === undefined
    ? [field.name]
    : codesOf(field).map((code) => `${field.name}___${code.toLowerCase().replace(/[^a-z0-9_]/g, '_')}`);

const itemDef = (field: FieldXml): string =>
  columnsOf(field)
    .map((oid) => {
      const validation = field.validation === undefined ? '' : ` redcap:TextValidationType="${field.validation}"`;
      const list = field.choices ?? field.checkbox;
      const reference = list === undefined ? '' : `<CodeListRef CodeListOID="${oid}.choices"/>`;
      return `<ItemDef OID="${oid}" Name="${oid}" DataType="text" Length="999" redcap:Variable="${field.name}" redcap:FieldType="${field.type}"${validation}><Question><TranslatedText>${field.label}</TranslatedText></Question>${reference}</ItemDef>`;
    })
    .join('\n');

const codeLists = (field: FieldXml): string => {
  if (field.choices !== undefined) return codeList(field.name, field.name, field.choices);
  if (field.checkbox === undefined) return '';
  return columnsOf(field)
    .map((oid) =>
      codeList(
        oid,
        field.name,
        { '1': 'Checked', '0': 'Unchecked' },
        ` redcap:CheckboxChoices="${field.checkbox ?? ''}"`,
      ),
    )
    .join('\n');
};

const formDef = (project: ProjectXml, form: string): string => {
  const items = project.fields
    .filter((field) => field.form === form)
    .flatMap((field) =>
      columnsOf(field).map((oid) => `<ItemRef ItemOID="${oid}" Mandatory="No" redcap:Variable="${field.name}"/>`),
    );
  return `<ItemGroupDef OID="${form}.items" Name="" Repeating="No">${items.join('')}</ItemGroupDef>`;
};

const formData = (data: DataXml): string =>
  `<FormData FormOID="Form.${data.form}" FormRepeatKey="1"><ItemGroupData ItemGroupOID="${data.form}.items" ItemGroupRepeatKey="1">${Object.entries(
    data.values,
  )
    .map(([name, value]) => `<ItemData ItemOID="${name}" Value="${value}"/>`)
    .join('')}</ItemGroupData></FormData>`;

const subject = (project: ProjectXml, record: string): string => {
  const own = project.data.filter((data) => data.record === record);
  const body = own
    .map((data) =>
      data.event === null
        ? formData(data)
        : `<StudyEventData StudyEventOID="Event.${data.event}" StudyEventRepeatKey="1" redcap:UniqueEventName="${data.event}">${formData(data)}</StudyEventData>`,
    )
    .join('');
  return `<SubjectData SubjectKey="${record}" redcap:RecordIdField="${project.fields[0]?.name ?? ''}">${body}</SubjectData>`;
};

/** REDCap's project XML of a project. */
export const projectXml = (project: ProjectXml): string => {
  const forms = Object.entries(project.forms);
  const events = project.events.map(
    (event) =>
      `<StudyEventDef OID="Event.${event.name}" Name="${event.label}" Type="Common" Repeating="No" redcap:EventName="${event.label}" redcap:CustomEventLabel="" redcap:UniqueEventName="${event.name}" redcap:ArmNum="${String(event.arm)}" redcap:ArmName="${event.armName}" redcap:DayOffset="0" redcap:OffsetMin="0" redcap:OffsetMax="0">${event.forms
        .map((form) => `<FormRef FormOID="Form.${form}" OrderNumber="1" Mandatory="No" redcap:FormName="${form}"/>`)
        .join('')}</StudyEventDef>`,
  );
  const records = [...new Set(project.data.map(({ record }) => record))];
  return `<?xml version="1.0" encoding="UTF-8" ?>
<ODM xmlns="http://www.cdisc.org/ns/odm/v1.3" xmlns:redcap="https://projectredcap.org" ODMVersion="1.3.1" FileType="Snapshot" SourceSystem="REDCap" SourceSystemVersion="14.7.3">
<Study OID="Project.Test"><GlobalVariables><StudyName>${project.title}</StudyName><redcap:RecordAutonumberingEnabled>1</redcap:RecordAutonumberingEnabled><redcap:Purpose>0</redcap:Purpose></GlobalVariables>
<MetaDataVersion OID="Metadata.Test" Name="${project.title}" redcap:RecordIdField="${project.fields[0]?.name ?? ''}">
${events.length === 0 ? '' : `<Protocol>${project.events.map(({ name }, index) => `<StudyEventRef StudyEventOID="Event.${name}" OrderNumber="${String(index + 1)}" Mandatory="No"/>`).join('')}</Protocol>`}
${events.join('\n')}
${forms.map(([name, label]) => `<FormDef OID="Form.${name}" Name="${label}" Repeating="No" redcap:FormName="${name}"><ItemGroupRef ItemGroupOID="${name}.items" Mandatory="No"/></FormDef>`).join('\n')}
${forms.map(([name]) => formDef(project, name)).join('\n')}
${project.fields.map(itemDef).join('\n')}
${project.fields.map(codeLists).join('\n')}
</MetaDataVersion></Study>
<ClinicalData StudyOID="Project.Test" MetaDataVersionOID="Metadata.Test">${records.map((record) => subject(project, record)).join('\n')}</ClinicalData>
</ODM>`;
};
