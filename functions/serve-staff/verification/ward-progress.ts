import type { AnswerOf } from '#contract/operations.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { inOrder, type KeptFinding } from '#domain/event/finding.ts';
import { foundIn, isVerified, type ShopToVerify } from '#domain/event/shops-to-verify.ts';
import { present } from '#domain/present.ts';
import { nameOfPlace } from '../http/names.ts';

type WardProgress = AnswerOf<'GET /v1/events/{id}/shops'>['wards'][number];

/** How far each ward is with its shops, and who looked at one last; the ward with most shops left first. */
export function progressOfWards(
  catalogue: Catalogue,
  shops: readonly ShopToVerify[],
  findings: readonly KeptFinding[],
): WardProgress[] {
  const left = ({ shops: all, lookedAt }: WardProgress) => all - lookedAt;
  return [...Map.groupBy(shops, ({ place }) => place)]
    .map(([place, own]) => {
      const last = inOrder(own.flatMap((shop) => foundIn(shop, findings).filter((found) => found !== undefined))).at(
        -1,
      );
      return present<WardProgress>({
        place,
        placeName: nameOfPlace(catalogue, place),
        shops: own.length,
        lookedAt: own.filter((shop) => isVerified(shop, findings)).length,
        last: last && { at: new Date(last.at).toISOString(), by: last.by },
      });
    })
    .toSorted((a, b) => left(b) - left(a) || (a.place < b.place ? -1 : 1));
}
