import { hanoi } from '#catalog/hanoi.ts';
import { daysBetween } from '#domain/business-day.ts';
import type { Episode } from '#domain/detection/episode.ts';
import { FIGURES } from '#domain/figures.ts';
import { type ReplayedDay, type ReplayedStory, STORY_PRODUCT } from './story-replay.ts';

const WIDTH = 760;
const HEIGHT = 300;
const PLOT = { left: 66, right: 744, top: 44, bottom: 252 };
const COLOURS = {
  price: '#1f4e79',
  ribbon: '#9dbbd8',
  reference: '#6b6b6b',
  watch: '#f3d98b',
  alert: '#eda45b',
  held: '#b3261e',
};
const { en } = FIGURES;

/** Draws a story: median with quartiles, what it was compared with, the thresholds above it, and the life of its episodes. */
export function drawStory({ story, days, episodes }: ReplayedStory): string {
  const { alert, watch } = hanoi.products.get(STORY_PRODUCT)?.thresholds ?? hanoi.defaultThresholds;
  const known = days.flatMap(({ q1, q3, reference }) => [q1, q3, reference]).filter((value) => value !== undefined);
  const low = Math.min(...known) * 0.95;
  const high = Math.max(...known) * 1.08;
  const x = (day: number) => PLOT.left + ((PLOT.right - PLOT.left) * day) / (story.days - 1);
  const y = (price: number) =>
    PLOT.bottom - ((PLOT.bottom - PLOT.top) * (Math.min(high, Math.max(low, price)) - low)) / (high - low);
  const line = (value: (day: ReplayedDay) => number | undefined) => pathOf(days, value, x, y);
  const band = (from: (day: ReplayedDay) => number | undefined, to: (day: ReplayedDay) => number | undefined) =>
    `${line(from)} ${pathOf(days.toReversed(), to, (day) => x(story.days - 1 - day), y).replaceAll('M', 'L')} Z`;
  const over = (pct: number) => (day: ReplayedDay) => day.reference && day.reference * (1 + pct / 100);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="${story.title}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${PLOT.left}" y="20" font-size="14" font-weight="bold" fill="#1a1a1a">${story.title}</text>`,
    `<path d="${line(over(watch))}" fill="none" stroke="${COLOURS.watch}" stroke-width="2"/>`,
    `<path d="${line(over(alert))}" fill="none" stroke="${COLOURS.alert}" stroke-width="2"/>`,
    `<path d="${band(
      ({ q1 }) => q1,
      ({ q3 }) => q3,
    )}" fill="${COLOURS.ribbon}" fill-opacity="0.45"/>`,
    `<path d="${line(({ reference }) => reference)}" fill="none" stroke="${COLOURS.reference}" stroke-dasharray="4 3"/>`,
    `<path d="${line(({ median }) => median)}" fill="none" stroke="${COLOURS.price}" stroke-width="2"/>`,
    ...days.flatMap(({ heldBack }, day) =>
      heldBack.map(
        (price) =>
          `<path d="M${round(x(day) - 4)} ${round(y(price) + 8)}l8 -8m0 8l-8 -8" stroke="${COLOURS.held}" stroke-width="2"/>`,
      ),
    ),
    ...episodes.flatMap((episode) => lifeOf(episode, story.first, x)),
    ...axes(low, high, story.days, y, x, days),
    legend(),
    '</svg>',
  ].join('\n')}\n`;
}

function pathOf(
  days: readonly ReplayedDay[],
  value: (day: ReplayedDay) => number | undefined,
  x: (day: number) => number,
  y: (price: number) => number,
): string {
  let isOpen = false;
  return days
    .flatMap((day, index) => {
      const price = value(day);
      if (price === undefined) {
        isOpen = false;
        return [];
      }
      const command = isOpen ? 'L' : 'M';
      isOpen = true;
      return [`${command}${round(x(index))} ${round(y(price))}`];
    })
    .join('');
}

function lifeOf(episode: Episode, first: string, x: (day: number) => number): string[] {
  const marks: readonly (readonly [string | undefined, string])[] = [
    [episode.openedOn, 'first day'],
    [episode.escalatedOn, `${episode.level} (${episode.evidence.rung}, ${en.change(episode.evidence.changePct)})`],
    [episode.resolvedOn, `resolved: ${episode.resolution}`],
  ];
  return marks.flatMap(([day, words], row) => {
    if (day === undefined) return [];
    const at = round(x(daysBetween(first, day)));
    const label = PLOT.top + 10 + 15 * row;
    return [
      `<line x1="${at}" x2="${at}" y1="${PLOT.top}" y2="${PLOT.bottom}" stroke="#1a1a1a" stroke-dasharray="1 3"/>`,
      `<text x="${at + 4}" y="${label}" fill="#1a1a1a">${words}</text>`,
    ];
  });
}

function axes(
  low: number,
  high: number,
  count: number,
  y: (price: number) => number,
  x: (day: number) => number,
  days: readonly ReplayedDay[],
): string[] {
  const step = 20_000;
  const prices = Array.from(
    { length: Math.floor(high / step) - Math.ceil(low / step) + 1 },
    (_, index) => (Math.ceil(low / step) + index) * step,
  );
  const dates = Array.from({ length: Math.ceil(count / 20) }, (_, index) => 20 * index);
  return [
    `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${PLOT.bottom}" y2="${PLOT.bottom}" stroke="#6b6b6b"/>`,
    ...prices.map(
      (price) =>
        `<text x="${PLOT.left - 8}" y="${round(y(price) + 4)}" text-anchor="end" fill="#444444">${en.number(price)}</text>`,
    ),
    ...dates.map(
      (day) =>
        `<text x="${round(x(day))}" y="${PLOT.bottom + 16}" text-anchor="middle" fill="#444444">${en.day(days[day]?.date ?? '').slice(0, 5)}</text>`,
    ),
  ];
}

function legend(): string {
  const entries: readonly (readonly [string, string, number])[] = [
    [COLOURS.price, 'median, with quartiles', 0],
    [COLOURS.reference, 'compared with', 190],
    [COLOURS.watch, 'watch', 320],
    [COLOURS.alert, 'alert', 410],
    [COLOURS.held, 'held back', 500],
  ];
  return entries
    .map(([colour, words, from]) => {
      const at = PLOT.left + from;
      return `<rect x="${at}" y="${HEIGHT - 20}" width="14" height="4" fill="${colour}"/><text x="${at + 20}" y="${HEIGHT - 14}" fill="#444444">${words}</text>`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
