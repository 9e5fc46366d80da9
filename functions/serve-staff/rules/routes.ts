import { type ListCeilingsPorts, listCeilings } from './list-ceilings.ts';
import { type ListThresholdsPorts, listThresholds } from './list-thresholds.ts';
import { type MatchSettingsPorts, setMatchSettings, showMatchSettings } from './match-settings.ts';
import { type SetCeilingsPorts, setCeilings } from './set-ceilings.ts';
import { type SetThresholdsPorts, setThresholds } from './set-thresholds.ts';

/** The rules that days are judged and supply is matched by. */
export const ruleRoutes = (
  ports: ListThresholdsPorts & SetThresholdsPorts & ListCeilingsPorts & SetCeilingsPorts & MatchSettingsPorts,
) => ({
  'GET /v1/thresholds': listThresholds(ports),
  'PUT /v1/thresholds': setThresholds(ports),
  'GET /v1/ceilings': listCeilings(ports),
  'PUT /v1/ceilings': setCeilings(ports),
  'GET /v1/matching-settings': showMatchSettings(ports),
  'PUT /v1/matching-settings': setMatchSettings(ports),
});
