import type { EstimatedNeed } from './estimated-need.ts';
import type { Participant } from './participants.ts';
import { endsOf, gapsOf, goodsOf, waysBetween } from './searched-goods.ts';
import type { SupplyRequest } from './supply-request.ts';

/** What a search rests on where nobody is short: whatever others have, there is nothing to search for. */
const NOBODY_SHORT = 'nobody is short';

/**
 * What a search rests on, as a text that changes with any of it: who is short, who within reach could give, what must not
 * move, and by which settings they are judged. Two searches that rest on the same find the same.
 */
export function supplyInReach(request: SupplyRequest): string {
  const goods = goodsOf(request);
  const ends = endsOf(goods);
  const needs = [...ends.receiverOf].filter(([, { who }]) => isShort(who));
  if (needs.length === 0) return NOBODY_SHORT;
  const wayBetween = waysBetween(request, goods, ends);
  const offers = [...ends.giverOf].filter(
    ([from, { position }]) => position.kind === 'giver' && needs.some(([to]) => wayBetween(from, to) !== undefined),
  );
  const { day, settings, refused, needed, catalogue } = request;
  return JSON.stringify({
    day,
    settings,
    refused,
    needs: needs.map(([key, { who }]) => [key, factsOf(who)]),
    offers: offers.map(([key, who]) => [key, factsOf(who)]),
    gaps: goods.filter(({ product }) => needed.includes(product)).map((good) => gapsOf(good, catalogue)),
  });
}

function isShort(who: Participant | EstimatedNeed): boolean {
  return 'position' in who ? who.position.kind === 'receiver' : true;
}

/** All but the product, which is the catalogue's and named in the key. */
function factsOf(who: Participant | EstimatedNeed) {
  if (!('product' in who)) return who;
  const { product: _product, ...facts } = who;
  return facts;
}
