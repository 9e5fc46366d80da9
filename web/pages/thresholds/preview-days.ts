import { type BusinessDay, toDayNumber } from '#domain/business-day.ts';
import type { PreviewedGood } from './use-preview.ts';

const PREVIEW_DAYS = 90;

/** On how many days a preview looks back: not further than there are figures of the good. */
export function previewDays({ firstDay }: Pick<PreviewedGood, 'firstDay'>, to: BusinessDay): number {
  return firstDay === undefined ? PREVIEW_DAYS : toDayNumber(to) - toDayNumber(firstDay) + 1;
}
