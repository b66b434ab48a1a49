import { print } from 'graphql';
import { SignedConsentDocument } from '../generated/graphql.ts';
import type { SignedConsentMutation, SignedConsentMutationVariables } from '../generated/graphql.ts';
import { GRAPH } from './address.ts';

interface Answer {
  readonly data?: SignedConsentMutation | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** The gateway compares it with what has arrived. Browsers have it on `localhost` and behind TLS alone. */
const hashOf = async (file: File): Promise<string | null> => {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** A form of a multipart request: the operation, where its file belongs, and the file. */
const formOf = (variables: SignedConsentMutationVariables): FormData => {
  const form = new FormData();
  form.append(
    'operations',
    JSON.stringify({ query: print(SignedConsentDocument), variables: { ...variables, file: null } }),
  );
  form.append('map', '{"0":["variables.file"]}');
  form.append('0', variables.file);
  return form;
};

/** Sends it by XMLHttpRequest, because `fetch` does not say how much of a request has left. */
const send = (form: FormData, onProgress: (share: number) => void, signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', GRAPH);
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/graphql-response+json, application/json');
    // The gateway takes forms with this header only, as a page of another site could send one without it.
    request.setRequestHeader('apollo-require-preflight', '1');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    // `responseType` is JSON, and GraphQL over HTTP answers nothing else; null where it was no JSON.
    request.onload = () =>
      resolve((request.response ?? { errors: [{ message: 'The gateway did not answer.' }] }) as Answer);
    request.onerror = () => reject(new Error('The gateway cannot be reached. The file may not be stored.'));
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });

/** Stores the signed consent of a participant. Throws, in words for people, where it is not stored. */
export const uploadConsent = async (
  variables: Omit<SignedConsentMutationVariables, 'sha256'>,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> => {
  const sha256 = await hashOf(variables.file);
  const { data, errors = [] } = await send(formOf({ ...variables, sha256 }), onProgress, signal);
  const problems = [...errors, ...(data?.importFile?.errors ?? [])];
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
};
