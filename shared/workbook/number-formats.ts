import { present } from '#domain/present.ts';
import { readXml } from './read-xml.ts';
import type { Parts } from './unpack.ts';

/** What a number is shown as. */
export type ShownAs = 'number' | 'percentage' | 'date' | 'date-time' | 'time';

/** How the cells of a style show their numbers. */
export interface NumberFormat {
  readonly shownAs: ShownAs;
  /** Words that are shown beside a plain number. */
  readonly beside?: string;
}

/** How the cells of each style show their numbers, by the style's index. */
export async function readNumberFormats(parts: Parts, part: string | undefined): Promise<readonly NumberFormat[]> {
  if (part === undefined) return [];
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let isInCells = false;
  await readXml(parts, part, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'cellXfs') isInCells = true;
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      if (name === 'xf' && isInCells) styles.push(Number(numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return styles.map((id): NumberFormat => {
    const code = codes.get(id);
    if (code === undefined) return { shownAs: shownByNumber(id) };
    const shownAs = shownByCode(code);
    return present({ shownAs, beside: shownAs === 'number' ? wordsBeside(code) : undefined });
  });
}

/** The formats that have a number and no code (ECMA-376 part 1, 18.8.30), with those of East Asian calendars. */
function shownByNumber(id: number): ShownAs {
  if (id === 9 || id === 10) return 'percentage';
  if (id === 22) return 'date-time';
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  return 'number';
}

/** What a code shows: quoted words, escaped letters and colours say nothing of it. */
function shownByCode(code: string): ShownAs {
  const [first = ''] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  if (/\[(h+|m+|s+)\]/i.test(first)) return 'time';
  const bare = first.replace(/\[[^\]]*\]/g, '').replace(/general/i, '');
  if (bare.includes('%')) return 'percentage';
  const hasDay = /[ydg]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
  const hasTime = /[hs]/i.test(bare);
  if (hasDay) return hasTime ? 'date-time' : 'date';
  return hasTime ? 'time' : 'number';
}

/** Words in quotes, escaped letters, signs of money, and letters that stand for nothing else. */
const PIECES = /"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|general|e[+-]|[#0?.,/\s%@()+-]|(.)/giu;
/** A format that shows thousands may say so: the number itself is whole. */
const SHOWN_IN_THOUSANDS = /[#0?],+(?![#0?])/;
const THOUSANDS = /^\s*(?:k|nghìn|ngàn|nghin|ngan|tr|triệu|trieu)\b/iu;

/** The words that a code shows beside its numbers; nothing for marks, and for thousands that are only shown as such. */
function wordsBeside(code: string): string | undefined {
  const first = /^(?:"[^"]*"|\\.|[^;"\\])*/u.exec(code)?.[0] ?? '';
  const words = [...first.matchAll(PIECES)].map(
    ([, quoted, escaped, money, bare]) => quoted ?? escaped ?? money ?? bare,
  );
  const shown = words.join('').trim();
  if (!/[\p{L}\d]/u.test(shown)) return undefined;
  const isScaled = SHOWN_IN_THOUSANDS.test(first.replace(/"[^"]*"/g, ''));
  const rest = isScaled ? shown.replace(THOUSANDS, '').trim() : shown;
  return rest === '' ? undefined : rest;
}
