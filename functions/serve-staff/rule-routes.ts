import { type ListCeilingsPorts, listCeilings } from './list-ceilings.ts';
import { type ListThresholdsPorts, listThresholds } from './list-thresholds.ts';
import { type SetCeilingsPorts, setCeilings } from './set-ceilings.ts';
import { type SetThresholdsPorts, setThresholds } from './set-thresholds.ts';

/** The rules that days are judged by. */
export const ruleRoutes = (ports: ListThresholdsPorts & SetThresholdsPorts & ListCeilingsPorts & SetCeilingsPorts) => ({
  'GET /v1/thresholds': listThresholds(ports),
  'PUT /v1/thresholds': setThresholds(ports),
  'GET /v1/ceilings': listCeilings(ports),
  'PUT /v1/ceilings': setCeilings(ports),
});
