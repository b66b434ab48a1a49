import { useApolloClient } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { fileAddress } from '../gateway/address.ts';
import { uploadConsent } from '../gateway/upload.ts';
import { ConsentDownloadDocument } from '../generated/graphql.ts';
import type { Participant } from './participant-page.tsx';

interface ConsentCardProps {
  readonly participant: Participant;
  readonly onStored: () => void;
}

/** What has become of the upload that was last begun. */
type Upload =
  | { readonly state: 'none' }
  | { readonly state: 'sending'; readonly share: number; readonly name: string }
  | { readonly state: 'stored'; readonly name: string }
  | { readonly state: 'failed'; readonly message: string };

const UploadState = ({ upload, onStop }: { readonly upload: Upload; readonly onStop: () => void }) => {
  if (upload.state === 'sending') {
    return (
      <div className="upload">
        <label>
          Sending {upload.name}
          <progress value={upload.share} max={1} />
        </label>
        <button type="button" onClick={onStop}>
          Stop
        </button>
      </div>
    );
  }
  if (upload.state === 'failed') {
    return (
      <p className="error" role="alert" id="consent-error">
        {upload.message}
      </p>
    );
  }
  return <p role="status">{upload.state === 'stored' ? `${upload.name} is stored.` : ''}</p>;
};

/** Screening is the event where the study has its consent, one for each arm. */
const consentEventOf = ({ arms }: Participant): string => `screening_arm_${String(arms[0]?.armNum ?? 1)}`;

/** The signed consent: opened by an address that works for minutes, and stored with its progress. */
export const ConsentCard = ({ participant, onStored }: ConsentCardProps) => {
  const client = useApolloClient();
  const [upload, setUpload] = useState<Upload>({ state: 'none' });
  const stop = useRef<AbortController>(undefined);
  const consent = participant.consentList.find(({ consent_pdf: pdf }) => pdf?.file != null);

  const store = async (file: File): Promise<void> => {
    stop.current = new AbortController();
    const onProgress = (share: number): void => setUpload({ state: 'sending', share, name: file.name });
    onProgress(0);
    try {
      const variables = { record: participant.name, event: consentEventOf(participant), file };
      await uploadConsent(variables, onProgress, stop.current.signal);
      setUpload({ state: 'stored', name: file.name });
      onStored();
    } catch (error) {
      setUpload({ state: 'failed', message: error instanceof Error ? error.message : 'The file is not stored.' });
    }
  };

  const open = async (id: string): Promise<void> => {
    const { data } = await client.query({ query: ConsentDownloadDocument, variables: { id }, fetchPolicy: 'no-cache' });
    const url = data?.node?.__typename === 'Consent' ? data.node.consent_pdf?.file?.downloadUrl : undefined;
    if (url !== undefined) location.assign(fileAddress(url));
  };

  return (
    <section className="card" aria-labelledby="consent">
      <h2 id="consent">Signed consent</h2>
      {consent === undefined ? (
        <p className="waiting">No file is stored yet.</p>
      ) : (
        <p>
          <button type="button" className="link" onClick={() => void open(consent.id)}>
            {consent.consent_pdf?.file?.fileName}
          </button>
        </p>
      )}
      <label className="file">
        {consent === undefined ? 'Store a PDF' : 'Replace it by another PDF'}
        <input
          type="file"
          accept="application/pdf"
          disabled={upload.state === 'sending'}
          aria-describedby={upload.state === 'failed' ? 'consent-error' : undefined}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file !== undefined) void store(file);
            // The same file can then be chosen again.
            target.value = '';
          }}
        />
      </label>
      <UploadState upload={upload} onStop={() => stop.current?.abort()} />
    </section>
  );
};
