import type { Alert } from '../alert/alert.ts';
import type { BusinessDay } from '../business-day.ts';
import { type Catalogue, isWithin, withAncestors } from '../catalogue.ts';
import type { Evidence } from '../detection/episode.ts';
import { type Headline, headlineOf } from '../evidence/headline.ts';
import { atLeast, type Direction, type Level, rankOf, worse } from '../level.ts';
import { present } from '../present.ts';
import { isCeiling } from './joining.ts';

/** One good of an event, by its alert at the widest place. */
export interface EventGood {
  readonly product: string;
  /** The alert whose numbers these are. */
  readonly alert: string;
  readonly place: string;
  readonly level: Level;
  readonly figuresOn: BusinessDay;
  readonly evidence: Evidence;
}

/** All that is shown and told of an event: facts, no words. It follows from its members alone. */
export interface EventFace {
  readonly direction: Direction;
  /** Prices over a ceiling of the state. */
  readonly ceiling: boolean;
  readonly level: Level;
  /** Worst first. */
  readonly goods: readonly EventGood[];
  /** The least and the greatest headline of its goods, percent; of alerts about stock there is none. */
  readonly changes?: { readonly least: Headline; readonly greatest: Headline };
  /** Wards, communes and other innermost places with an alert of at least `alert`, or with any where none is so high. */
  readonly wards: readonly string[];
  /** The widest places of its members: none lies in another. */
  readonly places: readonly string[];
  /** True from two thirds of the innermost places of the city on. */
  readonly cityWide: boolean;
  /** First day of its oldest member. */
  readonly since: BusinessDay;
  /** Business day of its latest figures. */
  readonly asOf: BusinessDay;
  /** Least days of cover of its goods, where stock is known. */
  readonly coverDays?: number;
  readonly members: number;
}

const CITY_WIDE = 2 / 3;

/** The face of an event from its members, of which there is at least one. */
export function faceOf(catalogue: Catalogue, members: readonly Alert[]): EventFace {
  const [first] = members as [Alert, ...Alert[]];
  const goods = [...Map.groupBy(members, ({ product }) => product).values()]
    .map((alerts) => goodOf(widest(catalogue, alerts)))
    .toSorted(worstFirst);
  const changes = goods
    .flatMap(({ evidence }) => headlineOf(evidence, first.direction) ?? [])
    .toSorted((a, b) => Math.abs(a.changePct) - Math.abs(b.changePct));
  const covers = goods.flatMap(({ evidence }) => evidence.coverDays ?? []);
  const level = members.reduce<Level>((worst, alert) => worse(worst, alert.level), 'normal');
  const wards = wardsOf(catalogue, members);
  return present<EventFace>({
    direction: first.direction,
    ceiling: isCeiling(first),
    level,
    goods,
    changes: changes[0] && { least: changes[0], greatest: changes.at(-1) ?? changes[0] },
    wards,
    places: outermost(catalogue, members),
    cityWide: wards.length >= CITY_WIDE * innermostOf(catalogue, catalogue.city).length,
    since: members.map(({ episode }) => episode.openedOn).toSorted()[0] as BusinessDay,
    asOf: members
      .map(({ asOf }) => asOf)
      .toSorted()
      .at(-1) as BusinessDay,
    coverDays: covers.length > 0 ? Math.min(...covers) : undefined,
    members: members.length,
  });
}

function goodOf({ id, product, place, level, episode }: Alert): EventGood {
  return {
    product,
    alert: id,
    place,
    level,
    figuresOn: episode.escalatedOn ?? episode.lastDay,
    evidence: episode.evidence,
  };
}

/** The alert of a good that speaks for most shops; of alerts at equally wide places the worst. */
function widest(catalogue: Catalogue, alerts: readonly Alert[]): Alert {
  const depth = ({ place }: Alert) => withAncestors(catalogue, place).length;
  const [first] = alerts.toSorted(
    (a, b) =>
      depth(a) - depth(b) || rankOf(b.level) - rankOf(a.level) || sizeOf(b) - sizeOf(a) || (a.id < b.id ? -1 : 1),
  );
  return first as Alert;
}

function sizeOf({ episode }: Pick<Alert, 'episode'>): number {
  return Math.abs(episode.evidence.changePct);
}

function worstFirst(a: EventGood, b: EventGood): number {
  const size = ({ evidence }: EventGood) => Math.abs(evidence.changePct);
  return rankOf(b.level) - rankOf(a.level) || size(b) - size(a) || (a.product < b.product ? -1 : 1);
}

function wardsOf(catalogue: Catalogue, members: readonly Alert[]): string[] {
  const inner = new Set(innermostOf(catalogue));
  const own = members.filter(({ place }) => inner.has(place));
  const loud = own.filter(({ level }) => atLeast(level, 'alert'));
  return [...new Set((loud.length > 0 ? loud : own).map(({ place }) => place))].toSorted();
}

function innermostOf({ places, ...catalogue }: Catalogue, within?: string): string[] {
  const parents = new Set([...places.values()].map(({ parent }) => parent));
  const innermost = [...places.keys()].filter((id) => !parents.has(id));
  return within === undefined ? innermost : innermost.filter((id) => isWithin({ ...catalogue, places }, id, within));
}

function outermost(catalogue: Catalogue, members: readonly Alert[]): string[] {
  const places = [...new Set(members.map(({ place }) => place))];
  return places
    .filter((place) => !places.some((other) => other !== place && isWithin(catalogue, place, other)))
    .toSorted();
}
