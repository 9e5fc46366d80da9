import type { AnswerOf } from '#contract/operations.ts';
import type { PlaceAssessment, ProductAssessment } from '#domain/assessment/assessment.ts';
import { productState } from '#domain/assessment/market-state.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { FIGURES } from '#domain/figures.ts';
import type { Place } from '#domain/place.ts';
import { present } from '#domain/present.ts';
import { placeOf, type Store } from '#domain/store.ts';
import { inEachLanguage } from '#domain/wording/languages.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { namesOfProduct, requireProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';

export interface MapPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly readAssessment: (parent: string, place: string, date: BusinessDay) => Promise<PlaceAssessment | undefined>;
  readonly childAssessments: (place: string, date: BusinessDay) => Promise<readonly PlaceAssessment[]>;
}

interface MapQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly product: string; readonly date?: BusinessDay };
}

type WardOnMap = AnswerOf<'GET /v1/map'>['items'][number];

/** Zones that are read side by side. */
const AT_ONCE = 8;
/** From so many wards of a zone on, one query of all costs less than a read of each. */
const MANY = 4;

/** `GET /v1/map`: one product in each ward and commune; who takes no part never looks like normal. */
export function showMap(ports: MapPorts) {
  return async ({ staff, query }: MapQuestion) => {
    const { catalogue } = ports;
    const product = requireProduct(catalogue, query.product);
    const date = query.date ?? ports.today();
    const wards = wardsOn(catalogue, date).filter(({ id }) => maySee(staff, catalogue, id));
    const byParent = [...Map.groupBy(wards, ({ parent }) => parent)];
    const [stores, ...assessed] = await Promise.all([
      ports.listStores(),
      ...(await aFewAtOnce(byParent, AT_ONCE, ([parent, inside]) => assessmentsOf(ports, parent, inside, date))),
    ]);
    const found = new Map(
      assessed.flat().map(({ place, products }) => [place, products.find((known) => known.product === product.id)]),
    );
    const registered = Map.groupBy(stores, (store) => placeOf(store, date));
    const items = wards.map((ward) => describeWard(ward, found.get(ward.id), registered.get(ward.id)?.length ?? 0));
    return {
      status: 200 as const,
      body: { product: product.id, ...namesOfProduct(catalogue, product.id), date, items },
    };
  };
}

/** The innermost places of the city that stand on a day. */
function wardsOn({ places, city, ...catalogue }: Catalogue, date: BusinessDay): Place[] {
  const standing = [...places.values()].filter(
    ({ validFrom, validTo }) => (validFrom ?? '') <= date && date <= (validTo ?? '9999'),
  );
  const parents = new Set(standing.map(({ parent }) => parent));
  return standing.filter(
    ({ id }) => !parents.has(id) && withAncestors({ places, city, ...catalogue }, id).includes(city),
  );
}

async function assessmentsOf(
  ports: MapPorts,
  parent: string,
  inside: readonly Place[],
  date: BusinessDay,
): Promise<readonly PlaceAssessment[]> {
  if (inside.length >= MANY) return ports.childAssessments(parent, date);
  const read = await Promise.all(inside.map(({ id }) => ports.readAssessment(parent, id, date)));
  return read.filter((assessment) => assessment !== undefined);
}

function describeWard(
  { id, name, parent }: Place,
  assessment: ProductAssessment | undefined,
  registered: number,
): WardOnMap {
  const place = { place: id, placeName: name, parent };
  const state = productState(assessment);
  if (registered === 0 && state === 'no-data') return { ...place, state: 'not-taking-part', stores: 0, registered };
  if (!assessment) return { ...place, state, stores: 0, registered };
  const { changePct, watchPct, retail, evidence, direction } = assessment;
  return present<WardOnMap>({
    ...place,
    state,
    direction: direction ?? directionOf(changePct),
    changePct,
    percent:
      changePct === undefined
        ? undefined
        : inEachLanguage(FIGURES, (figures) => figures.headline(changePct, [watchPct])),
    median: retail?.median,
    agreeing: evidence?.agreeing,
    reporting: evidence?.reporting,
    stores: retail?.stores ?? 0,
    registered,
  });
}

function directionOf(changePct: number | undefined): WardOnMap['direction'] {
  if (!changePct) return undefined;
  return changePct > 0 ? 'up' : 'down';
}
