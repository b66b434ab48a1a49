import { isForPage } from './refusal-page.ts';

/** Whether a browser wants to show what it asks for. */
export const wantsPage = (request: Request): boolean => request.method === 'GET' && isForPage(request);

/** A block of a page with a value that its script reads. It is not run, and not subject to the policy. "</script>" cannot end it. */
export const dataBlock = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`;
