import type { ChoiceNode } from '../../graph/dictionary/choice.ts';
import type { OutputField, OutputType } from '../../graph/kind/graph-type.ts';
import { allKinds } from '../../graph/kind/table.ts';
import { builder } from '../builder.ts';
import { Choice, choiceShape } from '../design/choice.ts';
import { needsNothing } from '../need.ts';
import { FieldValue, type FieldValueShape } from './field-value.ts';
import { StoredFile, storedFileShape, type StoredFileShape } from './stored-file.ts';

/** The field of a value as the graph has it: a choice and a stored file also need to know where they are. */
const resolveField = (field: OutputField<unknown>, { source, data, value }: FieldValueShape): unknown => {
  const read = field.read(value);
  if (field.type === 'Choice') {
    // `OutputField.read` says that such a field reads choices of the dictionary.
    const shapeOf = (choice: ChoiceNode) => choiceShape(source, value.field.fieldName, choice);
    if (field.isList === true) return (read as readonly ChoiceNode[]).map(shapeOf);
    return read === null ? null : shapeOf(read as ChoiceNode);
  }
  if (field.type !== 'StoredFile' || typeof read !== 'string') return read;
  return storedFileShape(source, {
    record: data.record.name,
    field: value.field.fieldName,
    event: data.event?.uniqueEventName ?? null,
    repeatInstance: data.repeatInstance,
    fileName: read,
  }) satisfies StoredFileShape;
};

const namedTypes = { Choice, StoredFile } as const;

const typeOf = (type: OutputField<unknown>['type']) =>
  type === 'Choice' || type === 'StoredFile' ? namedTypes[type] : type;

const implement = ({ name, description, fields }: OutputType<unknown>): void => {
  builder.objectRef<FieldValueShape>(name).implement({
    description,
    interfaces: [FieldValue],
    fields: (t) =>
      Object.fromEntries(
        Object.entries(fields).map(([key, field]) => {
          const type = typeOf(field.type);
          // The kinds are data, so that nothing but their table says what a field resolves to.
          const resolve = (shape: FieldValueShape) => resolveField(field, shape) as never;
          // A kind reads its fields off the value, which is whole already.
          const shared = { description: field.description, extensions: needsNothing, resolve };
          const made =
            field.isList === true
              ? t.field({ ...shared, type: [type] })
              : t.field({ ...shared, type, nullable: field.isRequired !== true });
          return [key, made];
        }),
      ),
  });
};

for (const output of new Set(allKinds.map((kind) => kind.output))) implement(output);
