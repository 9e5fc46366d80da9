import { type DecideDoubtPorts, decideDoubtfulPrice } from './decide-doubt.ts';
import { type ListDoubtsPorts, listDoubts } from './list-doubts.ts';

/** Prices that are held back, and what staff say of them. */
export const doubtRoutes = (ports: ListDoubtsPorts & DecideDoubtPorts) => ({
  'GET /v1/doubts': listDoubts(ports),
  'POST /v1/doubts/{id}': decideDoubtfulPrice(ports),
});
