/**
 * What CloudFront runs before it looks for a page: every address of a page is answered by the one page there is, whose
 * router reads the address. Ids in it may have dots, so an ending tells nothing: files are all below /assets, which goes
 * another way, as the API does; so no refusal of the API is covered up.
 */
export const ANSWER_BY_INDEX = `function handler(event) {
  event.request.uri = '/index.html';
  return event.request;
}
`;
