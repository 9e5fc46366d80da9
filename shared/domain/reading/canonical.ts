/**
 * One spelling of an id or name, so that one thing never counts as two: in NFC, with single plain blanks between words,
 * none around them, and nothing that cannot be seen. Everything that keys are made of passes here once, where it comes
 * in: the API, history, the analysts' files.
 */
export function canonicalise(text: string): string {
  if (PLAIN.test(text)) return text;
  return normalise(text.replace(BLANKS, ' ').replace(INVISIBLE, ''), 'NFC').replace(/ {2,}/g, ' ').trim();
}

/**
 * A text in its one spelling if people can read it; any other stays as it is, so that it names nothing. Marks that turn
 * the order of letters, or a zero byte, are no slips of copying.
 */
export function canonicaliseReadable(text: string): string {
  const canonical = canonicalise(text);
  return canonical === text || canonical === '' || isReadable(text) ? canonical : text;
}

/**
 * A text in a form of Unicode; one that piles up marks stays as it is, since no reader takes it. Bringing marks into
 * their order takes a time that grows with the square of their number: a cell of them would stop the machine.
 */
export function normalise(text: string, form: 'NFC' | 'NFD'): string {
  return isPiledUp(text) ? text : text.normalize(form);
}

/** True for more combining marks in a row than any language writes: Unicode's own bound for texts in a stream is 30. */
export function isPiledUp(text: string): boolean {
  return PILE.test(text);
}

/**
 * True for a name that people can read: it shows something, on one line and in the order in which it is written. Asked
 * of a name as it came, since `canonicalise` takes out what is refused here.
 */
export function isReadable(name: string): boolean {
  if (GARBLING.test(name.trim().replaceAll('\t', ' '))) return false;
  const canonical = canonicalise(name);
  return VISIBLE.test(canonical) && !isPiledUp(canonical);
}

/** True for a text of one line or more that shows something, in the order in which it is written. */
export function isReadableText(text: string): boolean {
  return isReadable(text.replace(/\s+/g, ' '));
}

/** Texts that are canonical at a glance: letters, digits and marks of Latin, in NFC by themselves, with single blanks. */
const PLAIN = /^[!-~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff]+(?: [!-~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff]+)*$/;

/** Blanks of every width and kind, and the letters that print as one. */
const BLANKS = /[\s\u0085\u115f\u1160\u2800\u3164\uffa0]+/g;

/** What takes no room and shows nothing: control characters, marks of direction and joining, byte order marks. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Line ends and other control characters, what turns the order of letters, and what is no character. */
const GARBLING = /[\p{Cc}\p{Cs}\p{Cn}\p{Co}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/u;

/** Only what stands before the marks begins a search: within them there is nothing to find again. */
const PILE = /(?:^|\P{M})\p{M}{31}/u;

/** Combining marks alone show nothing that could be named. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
