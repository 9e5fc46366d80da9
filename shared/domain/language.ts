/**
 * The languages that the system speaks, the first one first.
 *
 * A third language begins here, and tsc then names what has to learn it. Its sentences are a folder
 * `wording/<language>/`, registered in `wording/languages.ts`. Its numbers are written by `figures.ts`, its mails by
 * `delivery/messages/` and `delivery/event-message/`. Names of places and goods come with the catalogue, and answers with
 * the contract's fields.
 */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same thing in every language. */
export type ByLanguage<T> = Readonly<Record<Language, T>>;

/** A text in every language of the system, Vietnamese first. */
export type Bilingual = ByLanguage<string>;
