import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { classes } from '../../look/classes.ts';
import { Badge } from '../../part/badge.tsx';
import { Button } from '../../part/button.tsx';
import style from './codebook.module.css';
import type { CodebookField, FieldUse } from './field.ts';
import { route } from './route.ts';

/** More choices than these are shown when somebody asks for them. */
const MANY = 12;

/** A link to a field of the codebook. */
const FieldLink = ({ name }: { readonly name: string }): ReactNode => (
  <Link from={route.fullPath} to="." search={{ field: name }}>
    <code>{name}</code>
  </Link>
);

/** The type of a field, its validation and its range, as words. */
const TypeText = ({ field }: { readonly field: CodebookField }): ReactNode => {
  const { say } = useSpeech();
  const { fieldType, textValidationType, textValidationMin: min, textValidationMax: max } = field;
  const range = min === null && max === null ? null : say(texts.codebook.range, { min: min ?? '…', max: max ?? '…' });
  return (
    <>
      <span>{say(texts.fieldTypes[fieldType])}</span>
      {textValidationType === null ? null : <code>{textValidationType}</code>}
      {range === null ? null : <span>{range}</span>}
    </>
  );
};

const Choices = ({ choices }: { readonly choices: NonNullable<CodebookField['choices']> }): ReactNode => {
  const { say } = useSpeech();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? choices : choices.slice(0, MANY);
  return (
    <>
      <ul className={style['choices']}>
        {shown.map(({ code, label }) => (
          <li key={code}>
            <code>{code}</code> {label}
          </li>
        ))}
      </ul>
      {shown.length === choices.length ? null : (
        <Button weight="quiet" onPress={() => setWhole(true)}>
          {say(texts.codebook.allChoices, { count: choices.length })}
        </Button>
      )}
    </>
  );
};

/** A logic in REDCap's words. */
const Logic = ({ title, logic }: { readonly title: string; readonly logic: string | null }): ReactNode =>
  logic === null ? null : (
    <div>
      <dt>{title}</dt>
      <dd>
        <code className={style['logic']}>{logic}</code>
      </dd>
    </div>
  );

const Uses = ({ uses }: { readonly uses: readonly FieldUse[] }): ReactNode => {
  const { say } = useSpeech();
  if (uses.length === 0) return null;
  return (
    <div>
      <dt>{say(texts.codebook.usedIn)}</dt>
      <dd className={style['uses']}>
        {uses.map(({ fieldName, kind }) => (
          <span key={`${fieldName} ${kind}`}>
            <FieldLink name={fieldName} /> <span className={style['soft']}>({say(texts.uses[kind])})</span>
          </span>
        ))}
      </dd>
    </div>
  );
};

const Badges = ({ field }: { readonly field: CodebookField }): ReactNode => {
  const { say } = useSpeech();
  const { isIdentifier, isRequired, matrixGroupName } = field;
  return (
    <>
      {isIdentifier ? <Badge kind="bad">{say(texts.codebook.identifier)}</Badge> : null}
      {isRequired ? <Badge kind="accent">{say(texts.codebook.required)}</Badge> : null}
      {matrixGroupName === null ? null : <Badge>{say(texts.codebook.matrix, { name: matrixGroupName })}</Badge>}
    </>
  );
};

/** The rows that have something in the field, on the page Data. The record's name is no column there, and a text for people no field. */
const RowsLink = ({ field }: { readonly field: CodebookField }): ReactNode => {
  const { say } = useSpeech();
  const { project } = route.useParams();
  const { fieldName, fieldType, instrument } = field;
  if (instrument === null || fieldType === 'DESCRIPTIVE') return null;
  return (
    <Link
      to="/projects/$project/data"
      params={{ project }}
      search={{ instrument: instrument.name, columns: [fieldName], filter: [{ field: fieldName, is: 'filled' }] }}
      aria-label={say(texts.codebook.rowsOf, { field: fieldName })}
    >
      {say(texts.codebook.rows)}
    </Link>
  );
};

/** What stands below the label of a field. */
const Details = ({ field, uses }: { readonly field: CodebookField; readonly uses: readonly FieldUse[] }): ReactNode => {
  const { say } = useSpeech();
  const { branchingLogic, calculation, fieldAnnotation } = field;
  if (branchingLogic === null && calculation === null && fieldAnnotation === null && uses.length === 0) return null;
  return (
    <dl className={style['details']}>
      <Logic title={say(texts.codebook.branching)} logic={branchingLogic} />
      <Logic title={say(texts.codebook.calculation)} logic={calculation} />
      <Logic title={say(texts.codebook.annotation)} logic={fieldAnnotation} />
      <Uses uses={uses} />
    </dl>
  );
};

/** One field. The page goes to the one that its address names. */
export const FieldEntry = ({
  field,
  uses,
  isRecordId,
}: {
  readonly field: CodebookField;
  readonly uses: readonly FieldUse[];
  readonly isRecordId: boolean;
}): ReactNode => {
  const { fieldName, fieldLabel, fieldNote, sectionHeader, choices } = field;
  const isAimedAt = route.useSearch({ select: (search) => search.field === fieldName });
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isAimedAt) return;
    place.current?.scrollIntoView({ block: 'center' });
    place.current?.focus();
  }, [isAimedAt]);
  return (
    <li ref={place} tabIndex={-1} className={classes(style['field'], isAimedAt && style['aimed'])}>
      {sectionHeader === null ? null : <p className={style['header']}>{sectionHeader}</p>}
      <div className={style['name']}>
        <FieldLink name={fieldName} />
        <Badges field={field} />
      </div>
      <div className={style['meaning']}>
        <p className={style['label']}>{fieldLabel}</p>
        {fieldNote === null ? null : <p className={style['soft']}>{fieldNote}</p>}
        {choices === null ? null : <Choices choices={choices} />}
        <Details field={field} uses={uses} />
      </div>
      <p className={style['type']}>
        <TypeText field={field} />
        {isRecordId ? null : <RowsLink field={field} />}
      </p>
    </li>
  );
};
