/**
 * One spelling of an id or name, so that one thing never counts as two: in NFC, with single plain blanks between words,
 * none around them, and nothing that cannot be seen. Everything that keys are made of passes here once, where it comes
 * in: the API, history, the analysts' files.
 */
export function canonicalise(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(BLANKS, ' ').replace(INVISIBLE, '').normalize('NFC').replace(/ {2,}/g, ' ').trim();
}

/**
 * True for a name that people can read: it shows something, on one line and in the order in which it is written. Asked
 * of a name as it came, since `canonicalise` takes out what is refused here.
 */
export function isReadable(name: string): boolean {
  return !GARBLING.test(name.trim().replaceAll('\t', ' ')) && VISIBLE.test(canonicalise(name));
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

/** Combining marks alone show nothing that could be named. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
