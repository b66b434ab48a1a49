import SchemaBuilder from '@pothos/core';
import type { Context } from '../context.ts';
import type { UploadedFile } from './upload.ts';

/** The builder that every noun adds its types to. Fields are non-null unless they say otherwise. */
export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    RecordName: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    LocalDateTime: { Input: string; Output: string };
    Decimal: { Input: string; Output: string };
    WholeNumber: { Input: string; Output: number };
    RedcapLogic: { Input: string; Output: string };
    Upload: { Input: Promise<UploadedFile>; Output: never };
  };
}>({ defaultFieldNullability: false });

builder.queryType({
  description:
    "Reads. They change nothing in REDCap, with two exceptions: REDCap logs every export, and it may put a participant on a survey's list when it makes a link or code.",
});
builder.mutationType({
  description:
    'Writes. Each takes one `input` and returns what it did. `errors` holds what the caller did wrong and what REDCap refused. A mutation is null only after a fault; the mutations before it keep their answers.',
});
builder.subscriptionType({
  description:
    'What happens, as it happens, by server-sent events: send the operation with `accept: text/event-stream` (the protocol graphql-sse, distinct connections). It changes nothing in REDCap.',
});

/** A reference to an object type of the graph whose objects have this shape. */
export type ObjectRefOf<Shape> = ReturnType<ReturnType<typeof builder.objectRef<Shape>>['implement']>;
