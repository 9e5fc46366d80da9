import { ENTRY_PAGE } from './entry-page.ts';

/**
 * What CloudFront runs before it looks for a page: every address of a page is answered by the one page there is, whose
 * router reads the address; the entry page of stalls is a document of its own, with a worker beside it. Ids in it may have dots, so an ending tells nothing: files are all below /assets, which goes
 * another way, as the API does; so no refusal of the API is covered up.
 */
export const ANSWER_BY_INDEX = `function handler(event) {
  var request = event.request;
  if (request.uri === '${ENTRY_PAGE.worker}') return request;
  request.uri = request.uri === '${ENTRY_PAGE.path}' ? '${ENTRY_PAGE.document}' : '/index.html';
  return request;
}
`;
