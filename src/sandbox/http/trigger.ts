/**
 * Sends what the Data Entry Trigger sends, as REDCap does: once, by POST, as a form. Nobody looks at the answer, and a trigger that
 * did not arrive is not sent again. `address` is the sandbox's own.
 */
export const createTrigger = (url: URL, address: () => string): ((entry: URLSearchParams) => void) => {
  return (entry) => {
    const body = new URLSearchParams(entry);
    const own = new URL('/', address()).href;
    body.set('redcap_url', own);
    body.set('project_url', `${own}index.php?pid=${entry.get('project_id') ?? ''}`);
    fetch(url, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(10_000) })
      .then((answer) => answer.body?.cancel())
      .catch(() => undefined);
  };
};
