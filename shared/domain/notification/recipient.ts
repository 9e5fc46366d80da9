import { type Catalogue, isWithin } from '../catalogue.ts';
import type { Language } from '../language.ts';
import type { Level } from '../level.ts';
import type { PersonChannel } from './person-channel.ts';

/**
 * A person as one who is told: by some channels, for some places (with all that lies in them) and levels.
 * It follows from the record of an active person (people/person.ts).
 */
export interface Recipient {
  readonly id: string;
  /** The id under which an earlier version told this person: what was told then counts. */
  readonly formerId?: string;
  /** In the person's order: where one does not take a message, the next one is tried. */
  readonly channels: readonly PersonChannel[];
  /** Place ids; `*` means everywhere. */
  readonly places: readonly string[];
  readonly levels: readonly Level[];
  readonly language: Language;
  /** True for who has telephones alone. */
  readonly crisesOnly?: true;
}

/** True when the recipient asked for news of this level at this place. */
export function isToldOf(
  catalogue: Catalogue,
  recipient: Pick<Recipient, 'places' | 'levels'>,
  news: { readonly place: string; readonly level: Level },
): boolean {
  return (
    recipient.levels.includes(news.level) && recipient.places.some((area) => isWithin(catalogue, news.place, area))
  );
}
