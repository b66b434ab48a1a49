import { useDeferredValue, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { OperationPanel } from '../../operation/panel.tsx';
import { Answered } from '../../part/answered.tsx';
import { Button } from '../../part/button.tsx';
import { CSV_TYPE } from '../../part/csv.ts';
import { Empty } from '../../part/empty.tsx';
import { ChoiceInput, LineInput } from '../../part/input.tsx';
import { Page } from '../../part/page.tsx';
import { saveText } from '../../part/save.ts';
import style from './codebook.module.css';
import { findFields, findUses, indexFields } from './field.ts';
import type { Codebook, CodebookField } from './field.ts';
import { writeCodebook, writeDictionary } from './file.ts';
import { CodebookDocument } from './generated/graphql.ts';
import { InstrumentSection } from './instrument-section.tsx';
import { route } from './route.ts';
import type { CodebookSearch } from './route.ts';

const ALL = '';

/** Words, an instrument, and what can be done with the fields that they leave. */
const Tools = (props: {
  readonly project: string;
  readonly book: Codebook;
  readonly found: readonly CodebookField[];
}): ReactNode => {
  const { project, book, found } = props;
  const { say } = useSpeech();
  const { q = '', instrument = ALL } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (search: CodebookSearch): void =>
    // Each letter would else be a step of the way back.
    void navigate({ search: ({ field: _field, ...rest }) => ({ ...rest, ...search }), replace: true });
  const all = { value: ALL, label: say(texts.codebook.allInstruments) };
  return (
    <div className={style['tools']}>
      <LineInput
        label={say(texts.codebook.search)}
        type="search"
        value={q}
        onType={(text) => change({ q: text })}
        grows
      />
      <ChoiceInput
        label={say(texts.codebook.instrument)}
        options={[all, ...book.instruments.map(({ name, label }) => ({ value: name, label }))]}
        value={instrument}
        onChoose={(name) => change({ instrument: name })}
      />
      <div className={style['buttons']}>
        <Button onPress={() => saveText(`${project}-codebook.csv`, writeCodebook(found, book), CSV_TYPE)}>
          {say(texts.codebook.csv)}
        </Button>
        <Button onPress={() => saveText(`${project}-dictionary.csv`, writeDictionary(book.metadata), CSV_TYPE)}>
          {say(texts.codebook.dictionary)}
        </Button>
      </div>
    </div>
  );
};

/** The fields that are left, by their instruments. */
const Sections = ({
  book,
  found,
}: {
  readonly book: Codebook;
  readonly found: readonly CodebookField[];
}): ReactNode => {
  const { say } = useSpeech();
  const uses = useMemo(() => findUses(book.metadata), [book]);
  if (found.length === 0) {
    return (
      <Empty title={say(texts.codebook.none)}>
        <p>{say(texts.codebook.noneText)}</p>
      </Empty>
    );
  }
  return book.instruments.map((instrument) => {
    const fields = found.filter((field) => field.instrument?.id === instrument.id);
    return fields.length === 0 ? null : (
      <InstrumentSection
        key={instrument.id}
        instrument={instrument}
        fields={fields}
        uses={uses}
        recordIdField={book.recordIdField.fieldName}
      />
    );
  });
};

/** The fields that the graph is to be asked for; null for all. */
const namesOf = (found: readonly CodebookField[], { metadata }: Codebook): readonly string[] | null =>
  found.length === metadata.length ? null : found.map(({ fieldName }) => fieldName);

const Book = ({ project, book }: { readonly project: string; readonly book: Codebook }): ReactNode => {
  const { say } = useSpeech();
  const { q, instrument } = route.useSearch();
  const words = useDeferredValue(q);
  const index = useMemo(() => indexFields(book.metadata), [book]);
  const found = useMemo(() => findFields(index, { q: words, instrument }), [index, words, instrument]);
  return (
    <>
      <Tools project={project} book={book} found={found} />
      <OperationPanel shown={[{ document: CodebookDocument, variables: { project, fields: namesOf(found, book) } }]} />
      <p role="status" className={style['count']}>
        {say(texts.codebook.count, { count: found.length, total: book.metadata.length })}
      </p>
      <Sections book={book} found={found} />
    </>
  );
};

/** Every field of a project: what it means, what it holds, when it is shown and where it is used. */
export const CodebookPage = (): ReactNode => {
  const { say } = useSpeech();
  const { project } = route.useParams();
  const answer = useAnswer(CodebookDocument, { project, fields: null });
  return (
    <Page title={say(texts.codebook.title)} intro={say(texts.codebook.intro)}>
      <Answered answer={answer} what={say(texts.codebook.what)}>
        {({ project: book }) => (book === null ? null : <Book project={project} book={book} />)}
      </Answered>
    </Page>
  );
};
