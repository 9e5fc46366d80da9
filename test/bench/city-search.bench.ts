/** One search for a product that is short in a whole city, small lots included, by the number of its shops. */
import { catalogue } from '#catalog/city.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { printRow, quantileOf } from './measure.ts';
import { searchOfCity } from './shops-of-city.ts';

for (const shops of [252, 756, 3024]) {
  const taken: number[] = [];
  const left: number[] = [];
  for (let seed = 0; seed < 5; seed++) {
    const request = searchOfCity(catalogue, shops, seed);
    const started = performance.now();
    const { unmet } = suggestSupply(request);
    taken.push(performance.now() - started);
    left.push(unmet.reduce((sum, { quantityMilli }) => sum + quantityMilli / 1000, 0));
  }
  printRow(
    `who could supply whom among ${shops} shops, one product`,
    `${(quantileOf(taken, 0.5) / 1000).toFixed(2)} s median, ${(quantileOf(taken, 1) / 1000).toFixed(2)} s longest; ${quantileOf(left, 0.5)} kg left for want of lots`,
    'under 5 s',
  );
}
