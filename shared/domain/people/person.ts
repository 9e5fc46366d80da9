import type { Bilingual, Language } from '../language.ts';
import type { Level } from '../level.ts';
import type { PersonChannel } from '../notification/person-channel.ts';
import type { Recipient } from '../notification/recipient.ts';
import { present } from '../present.ts';

/** What a person may do: `lead` may do all that `staff` may, `admin` all that `lead` may. */
export const PERSON_GROUPS = ['staff', 'lead', 'admin'] as const;
export type PersonGroup = (typeof PERSON_GROUPS)[number];

/** What says who a person is: kept in one place, which can be erased. */
export interface PersonalData {
  readonly name: string;
  readonly phone?: string;
  /** The first is what the person signs in with. */
  readonly emails: readonly string[];
  /** In the person's order. */
  readonly channels: readonly PersonChannel[];
}

/** Somebody of the administration, or a machine of it: who signs in, who acts, and who is told of what. */
export interface Person {
  readonly id: string;
  readonly group: PersonGroup;
  /** Place ids, each with all that lies in it; `*` means everywhere. */
  readonly places: readonly string[];
  /** Id of the person who stands in for this one. */
  readonly deputy?: string;
  readonly language: Language;
  /** Of which levels the person is told. */
  readonly levels: readonly Level[];
  /** False for who neither signs in nor is told. */
  readonly active: boolean;
  /** The sign-in account, by the name that the sign-in service gave it; none before the first invitation. */
  readonly account?: string;
  /** Absent once it has been erased. */
  readonly personal?: PersonalData;
}

/** What stands where the name of an erased person stood. */
export const REMOVED_PERSON: Bilingual = { vi: 'người đã xoá', en: 'a person who was removed' };

export function nameOfPerson({ personal }: Person): Bilingual {
  return personal ? { vi: personal.name, en: personal.name } : REMOVED_PERSON;
}

/**
 * A person as one who is told, by all channels in the person's order; none for who is inactive, erased, or has none.
 *
 * @param formerId the id under which an earlier version told this person.
 */
export function recipientOf(person: Person, formerId?: string): Recipient | undefined {
  const { id, places, levels, language, active, personal } = person;
  const channels = personal?.channels ?? [];
  if (!active || channels.length === 0) return undefined;
  const crisesOnly = channels.every(({ kind }) => kind === 'sms') ? true : undefined;
  return present<Recipient>({ id, formerId, channels, places, levels, language, crisesOnly });
}

/** Whom an earlier version told, as it was kept. */
export interface FormerRecipient extends Pick<Recipient, 'id' | 'places' | 'levels' | 'language'> {
  readonly email?: string;
  readonly webhook?: { readonly url: string; readonly secret: string };
}

/** A recipient that an earlier version kept, as a person: its id was all the name that it had. */
export function personOfRecipient(
  id: string,
  { email, webhook, places, levels, language, ...kept }: FormerRecipient,
): Person {
  return {
    id,
    group: 'staff',
    places,
    language,
    levels,
    active: true,
    personal: {
      name: kept.id,
      emails: email === undefined ? [] : [email],
      channels: [
        ...(email === undefined ? [] : [{ kind: 'mail' as const, address: email }]),
        ...(webhook ? [{ kind: 'webhook' as const, address: webhook.url, secret: webhook.secret }] : []),
      ],
    },
  };
}
