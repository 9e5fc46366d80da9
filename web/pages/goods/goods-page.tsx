import './goods.css';
import { GoodsChooser } from './goods-chooser.tsx';
import { GoodsInPlace } from './goods-in-place.tsx';

interface GoodsPageProps {
  readonly product?: string;
  readonly place?: string;
}

/** The prices of one good in one place; without one, all goods to choose from. */
export function GoodsPage({ product, place }: GoodsPageProps) {
  if (product === undefined || place === undefined) return <GoodsChooser />;
  return <GoodsInPlace key={`${product} ${place}`} product={product} place={place} />;
}
