import type { BusinessDay } from '../business-day.ts';
import type { Bilingual } from '../language.ts';
import type { Product } from '../product.ts';
import type { DemandBasis } from './demand.ts';
import type { Tier } from './match-settings.ts';
import type { Comparison, CoverChange, Party, PlaceParty, Suggestion } from './suggestion.ts';

/** The numbers of one suggestion, both sides as they are and as they would be after all suggestions made with it. */
export interface SuggestionFacts {
  readonly product: Pick<Product, 'name' | 'unit'>;
  /** What is needed, where what is given stands in for it. */
  readonly insteadOf?: Bilingual;
  readonly quantityMilli: number;
  readonly from: Party;
  readonly to: Party | PlaceParty;
  readonly fromPlace: Bilingual;
  readonly toPlace: Bilingual;
  readonly tier: Tier;
  readonly roadKm: number;
  readonly costDong: number;
  /** Share of a light truck that the load fills. */
  readonly loadShare: number;
  readonly joinUnderLoadShare: number;
  readonly giver: {
    readonly cover?: CoverChange;
    readonly stockAfterMilli: number;
    /** Day of the report that the figures are from. */
    readonly date: BusinessDay;
    readonly supplier: boolean;
    readonly keepBackMilli: number;
  };
  /** Without a day for a place whose need is estimated. */
  readonly receiver: {
    readonly cover?: CoverChange;
    readonly date?: BusinessDay;
    /** Its own stock that is held for food safety, and so no cover, with the number of the document. */
    readonly held?: { readonly stockMilli: number; readonly document: string };
  };
  readonly need: DemandBasis;
}

/** Who else could give, what limits, and with what this is said. */
export interface ComparisonFacts extends Omit<Comparison, 'words'> {
  readonly giver: Pick<Party, 'storeName'>;
  /** Unit of what is needed. */
  readonly unit: Bilingual;
}

/** A suggestion before anybody has put it into words. */
export interface UnwordedSuggestion extends Omit<Suggestion, 'explanation' | 'comparison'> {
  readonly facts: SuggestionFacts;
  /** None when time ran out before it was known. */
  readonly comparison?: ComparisonFacts;
}

/** Stable codes of why this pair was chosen, the kind of source first. */
export function reasonsOf(facts: SuggestionFacts, day: BusinessDay): string[] {
  const { tier, giver, receiver } = facts;
  const isOfToday = giver.date >= day && (receiver.date === undefined || receiver.date >= day);
  return [
    tier,
    receiver.date === undefined ? 'need-estimated' : 'receiver-short',
    giver.supplier ? 'supplier-offer' : 'keep-back-kept',
    isOfToday ? 'figures-of-the-day' : 'figures-some-days-old',
    ...(receiver.held ? ['receiver-stock-held'] : []),
    ...(facts.insteadOf ? ['substitute'] : []),
    ...(shouldJoin(facts) ? ['consider-joining'] : []),
  ];
}

/** True for a load that fills too little of a truck to travel alone. */
export function shouldJoin({ loadShare, joinUnderLoadShare }: SuggestionFacts): boolean {
  return loadShare < joinUnderLoadShare;
}
