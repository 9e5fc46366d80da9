import { ENTRY_PAGE } from './entry-page.ts';

/**
 * What CloudFront runs before it looks for a page: every address of a page is answered by the one page there is, whose
 * router reads the address; the entry page of stalls is a document of its own, with a worker and a manifest beside it. Ids in
 * an address may have dots, so an ending tells nothing: all other files are below /assets, which goes another way, as the
 * API does; so no refusal of the API is covered up.
 */
export const ANSWER_BY_INDEX = `function handler(event) {
  var request = event.request;
  if (request.uri === '${ENTRY_PAGE.worker}' || request.uri === '${ENTRY_PAGE.manifest}') return request;
  request.uri = request.uri === '${ENTRY_PAGE.path}' ? '${ENTRY_PAGE.document}' : '/index.html';
  return request;
}
`;
