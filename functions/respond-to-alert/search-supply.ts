import { type Alert, isLive } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { atLeast } from '#domain/level.ts';
import { familyOf } from '#domain/matching/product-family.ts';
import { refusedOn } from '#domain/matching/refused-pair.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { isOver, lineOf, suggestionId } from '#domain/matching/suggestion.ts';
import type { FoundSupply } from '#domain/matching/supply-search.ts';
import type { Product } from '#domain/product.ts';
import { putInWords } from '#domain/wording/searches.ts';
import { readAgreed, readSupply, searchOnce, withOwn } from '#supply-search/find-supply.ts';
import type { RespondPorts } from './respond-ports.ts';

/** A search of a whole city takes a second or two: what is found by then stands. */
const SEARCH_MS = 5_000;

/** Keeps, once per version, who could supply what an alert is short of. */
export async function searchSupply(ports: RespondPorts, catalogue: Catalogue, alert: Alert): Promise<void> {
  const product = catalogue.products.get(alert.product);
  if (!product || !calledForSupply(alert)) return;
  await searchOnce(ports, { subject: alert.id, version: alert.version }, async () => ({
    find: () => findSupply(ports, catalogue, alert, product),
  }));
}

async function findSupply(
  ports: RespondPorts,
  catalogue: Catalogue,
  alert: Alert,
  product: Product,
): Promise<FoundSupply> {
  const day = alert.asOf;
  const family = familyOf(product, catalogue);
  const [{ own, lasting, ...supply }, agreed] = await Promise.all([
    readSupply(ports, catalogue, { subject: alert.id, family, day }),
    readAgreed(ports, day),
  ]);
  const deadline = ports.clock() + SEARCH_MS;
  const found = suggestSupply({
    ...supply,
    alert: alert.id,
    place: alert.place,
    needed: [product],
    refused: refusedOn(day, lasting, own),
    decided: withOwn(agreed, own),
    idOf: (from, to) => {
      const earlier = own.filter((made) => lineOf(made).from === from && lineOf(made).to === to);
      const standing = earlier.find((made) => !isOver(made, day));
      if (standing) return standing.id;
      // The same pair again, once what was suggested before is over, is another suggestion.
      let pair = `${from}|${to}`;
      while (earlier.some(({ id }) => id === suggestionId(alert.id, ports.hashOf(pair)))) pair += `|${day}`;
      return suggestionId(alert.id, ports.hashOf(pair));
    },
    timeIsUp: () => ports.clock() >= deadline,
  });
  return putInWords(found);
}

/** A rise that is told at once, and stock that runs out before the price has moved. */
function calledForSupply(alert: Alert): boolean {
  if (!alert.news || !isLive(alert)) return false;
  const rising = alert.direction === 'up' && atLeast(alert.level, 'alert');
  return rising || alert.episode.evidence.rung === 'cover';
}
