/** Reads "37.500", "37,500" and "37500 đ" alike: prices have no decimals. Undefined of what is no price. */
export function readPrice(text: string): number | undefined {
  const digits = text.replace(/\D/g, '');
  return digits === '' || Number(digits) === 0 ? undefined : Number(digits);
}
