import type { UnmetReason } from './transport/transport-problem.ts';

/** Why a need stays unmet; `below-least-lot`: there is something, but too little for anybody to drive. */
export const UNMET_CAUSES = [
  'nobody-reachable',
  'supply-exhausted',
  'capacity-reached',
  'dearer-than-unmet',
  'time-ran-out',
  'below-least-lot',
] as const satisfies readonly (UnmetReason | 'below-least-lot')[];
export type UnmetCause = (typeof UNMET_CAUSES)[number];
