import { ProductThresholds } from './product-thresholds.tsx';
import { ThresholdList } from './threshold-list.tsx';
import './thresholds.css';

/** From what change on events are opened: all goods, or one with what others would have opened. */
export function ThresholdsPage({ product }: { readonly product?: string }) {
  return product === undefined ? <ThresholdList /> : <ProductThresholds key={product} product={product} />;
}
