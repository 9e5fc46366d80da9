/**
 * A new total, shared out as it was before: each part in proportion, whole where all parts are whole. What rounding leaves
 * goes to those who lost most by it.
 */
export function sharedOut(total: number, parts: readonly number[]): number[] {
  const before = parts.reduce((sum, part) => sum + part, 0);
  const step = [total, ...parts].every(Number.isInteger) ? 1 : 1000;
  if (before === 0 || total <= 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part / before) * total * step);
  const whole = exact.map((part) => Math.floor(part + 1e-9));
  const left = Math.round(total * step) - whole.reduce((sum, part) => sum + part, 0);
  const order = exact
    .map((part, index) => ({ index, lost: part - (whole[index] ?? 0) }))
    .sort((a, b) => b.lost - a.lost || a.index - b.index);
  const raised = new Set(order.slice(0, left).map(({ index }) => index));
  return whole.map((part, index) => (part + (raised.has(index) ? 1 : 0)) / step);
}
