import type { Product } from '../product.ts';
import type { Carriage } from './carriage.ts';
import type { EstimatedNeed } from './estimated-need.ts';
import type { Participant } from './participants.ts';
import type { Sensitivity } from './transport/sensitivity.ts';

/** One line of a plan with all that can be said of it; quantities in whole units. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly unitCost: number;
  /** With what it travels together. */
  readonly trip: string;
  /** What the receiver needs, even if something else meets the need. */
  readonly needed: Product;
  readonly giverOf: (key: string) => Participant;
  readonly receiverOf: (key: string) => Participant | EstimatedNeed;
  readonly routeBetween: (from: string, to: string) => Carriage;
  /** The givers that have a route to a receiver. */
  readonly othersFor: (to: string) => readonly string[];
  /** None when time ran out before the plan was of least cost. */
  readonly routes?: Sensitivity;
}
