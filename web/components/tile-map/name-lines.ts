/** A name in at most two lines of about the same length, parted between words. */
export function nameLines(name: string, most: number): string[] {
  if (name.length <= most) return [name];
  const words = name.split(' ');
  const splits = words.slice(1).map((_, index) => {
    const lines = [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')];
    return { lines, longest: Math.max(...lines.map(({ length }) => length)) };
  });
  return splits.toSorted((a, b) => a.longest - b.longest)[0]?.lines ?? [name];
}
