const MOST_LINES = 3;

/** A name in as few lines as have no more than so many letters each, three at most; parted between words, evenly. */
export function nameLines(name: string, most: number): string[] {
  const words = name.split(' ');
  let best = [name];
  for (let count = 1; count <= MOST_LINES && longestOf(best) > most; count++) {
    for (const lines of partings(words, count)) if (longestOf(lines) < longestOf(best)) best = lines;
  }
  return best;
}

/** Every way to part words into so many lines. */
function partings(words: readonly string[], count: number): string[][] {
  if (count === 1) return [[words.join(' ')]];
  return words
    .slice(1)
    .flatMap((_, index) =>
      partings(words.slice(index + 1), count - 1).map((rest) => [words.slice(0, index + 1).join(' '), ...rest]),
    );
}

function longestOf(lines: readonly string[]): number {
  return Math.max(...lines.map(({ length }) => length));
}
