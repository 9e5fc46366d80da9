import { type Catalogue, isWithin } from '../catalogue.ts';
import type { Language } from '../language.ts';
import type { Level } from '../level.ts';

/**
 * A person as one who is told: a mailbox, a webhook or both, for some places (with all that lies in them) and levels.
 * It follows from the record of an active person (people/person.ts).
 */
export interface Recipient {
  readonly id: string;
  /** The id under which an earlier version told this person: what was told then counts. */
  readonly formerId?: string;
  readonly email?: string;
  /** Messages are signed with the secret, so that the receiver can tell them from forged ones. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** Place ids; `*` means everywhere. */
  readonly places: readonly string[];
  readonly levels: readonly Level[];
  readonly language: Language;
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
