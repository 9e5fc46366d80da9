import type { Evidence } from '#domain/detection/episode.ts';
import type { EventGood } from '#domain/event/event-face.ts';
import { FIGURES } from '#domain/figures.ts';
import type { Language } from '#domain/language.ts';
import type { Rung } from '#domain/level.ts';
import { present } from '#domain/present.ts';
import { goodNamed } from '#domain/wording/names.ts';
import type { ToldEvent } from './told-event.ts';
import type { Agreeing, Span } from './vi.ts';
import { WORDS } from './words.ts';

type Ground = 'price' | 'ceiling' | 'stock' | 'month';

const GROUNDS: Readonly<Record<Rung, Ground>> = {
  ceiling: 'ceiling',
  trailing: 'price',
  drift: 'price',
  season: 'price',
  cover: 'stock',
  alps: 'month',
  ifpa: 'month',
};

/** How many of how many shops agree and the internal threshold; a line for each kind of evidence. */
export function agreementLines({ news, catalogue, language }: ToldEvent): string[] {
  const { agree, of } = WORDS[language];
  const grounds = [...Map.groupBy(news.face.goods, ({ evidence }) => GROUNDS[evidence.rung])];
  return grounds.map(([ground, goods]) => {
    const line = ground === 'month' ? agree.month : agree[ground](agreeingOf(goods, language));
    const names = goods.map(({ product }) => goodNamed(product, catalogue).name[language]);
    return grounds.length > 1 ? of(names.join(', '), line) : line;
  });
}

function agreeingOf(goods: readonly EventGood[], language: Language): Agreeing {
  const evidence = goods.map((good) => good.evidence);
  const figures = FIGURES[language];
  const isOfSame = new Set(evidence.map(({ reporting }) => reporting)).size === 1;
  const byShare = evidence.toSorted((a, b) => shareOf(a) - shareOf(b));
  const many = ({ agreeing, reporting }: Evidence) =>
    isOfSame ? figures.number(agreeing) : `${agreeing}/${reporting}`;
  const [least, greatest] = spanOf(evidence.map(({ thresholdPct }) => Math.abs(thresholdPct)));
  const [fewest, most] = spanOf(evidence.map(({ retailers }) => retailers));
  return present<Agreeing>({
    reporting: isOfSame ? figures.number(evidence[0]?.reporting ?? 0) : undefined,
    agreeing: ends(byShare.map(many)),
    retailers: fewest === most ? figures.number(most) : `${fewest}–${most}`,
    threshold:
      figures.percent(least) === figures.percent(greatest)
        ? { least: figures.percent(greatest), greatest: figures.percent(greatest) }
        : { least: figures.number(least), greatest: figures.percent(greatest) },
  });
}

function shareOf({ agreeing, reporting }: Evidence): number {
  return agreeing / Math.max(1, reporting);
}

function ends(written: readonly string[]): Span {
  return { least: written[0] ?? '', greatest: written.at(-1) ?? '' };
}

function spanOf(values: readonly number[]): [least: number, greatest: number] {
  return [Math.min(...values), Math.max(...values)];
}
