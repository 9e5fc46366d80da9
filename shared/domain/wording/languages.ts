import type { ByLanguage, Language } from '../language.ts';
import { actions as actionsEn } from './en/actions.ts';
import { alerts as alertsEn } from './en/alerts.ts';
import { articles as articlesEn } from './en/articles.ts';
import { calendar as calendarEn } from './en/calendar.ts';
import { deliveries as deliveriesEn } from './en/deliveries.ts';
import { events as eventsEn } from './en/events.ts';
import { evidence as evidenceEn } from './en/evidence.ts';
import { falseAlarms as falseAlarmsEn } from './en/false-alarms.ts';
import { habits as habitsEn } from './en/habits.ts';
import { headlines as headlinesEn } from './en/headlines.ts';
import { refusals as refusalsEn } from './en/refusals.ts';
import { refusedRows as refusedRowsEn } from './en/refused-rows.ts';
import { reminders as remindersEn } from './en/reminders.ts';
import { searches as searchesEn } from './en/searches.ts';
import { suggestions as suggestionsEn } from './en/suggestions.ts';
import { thresholds as thresholdsEn } from './en/thresholds.ts';
import { unknownProduct as unknownProductEn } from './en/unknown-product.ts';
import { warnings as warningsEn } from './en/warnings.ts';
import { workbooks as workbooksEn } from './en/workbooks.ts';
import { actions as actionsVi } from './vi/actions.ts';
import { alerts as alertsVi } from './vi/alerts.ts';
import { articles as articlesVi } from './vi/articles.ts';
import { calendar as calendarVi } from './vi/calendar.ts';
import { deliveries as deliveriesVi } from './vi/deliveries.ts';
import { events as eventsVi } from './vi/events.ts';
import { evidence as evidenceVi } from './vi/evidence.ts';
import { falseAlarms as falseAlarmsVi } from './vi/false-alarms.ts';
import { habits as habitsVi } from './vi/habits.ts';
import { headlines as headlinesVi } from './vi/headlines.ts';
import { refusals as refusalsVi } from './vi/refusals.ts';
import { refusedRows as refusedRowsVi } from './vi/refused-rows.ts';
import { reminders as remindersVi } from './vi/reminders.ts';
import { searches as searchesVi } from './vi/searches.ts';
import { suggestions as suggestionsVi } from './vi/suggestions.ts';
import { thresholds as thresholdsVi } from './vi/thresholds.ts';
import { unknownProduct as unknownProductVi } from './vi/unknown-product.ts';
import { warnings as warningsVi } from './vi/warnings.ts';
import { workbooks as workbooksVi } from './vi/workbooks.ts';

/*
 * Each language is a folder with the same files; `vi/` is the model that the others are checked against. A third language
 * is a third folder, its name on each line below and in `inEachLanguage`; `language.ts` says what lies outside this room.
 * A subject is a constant of its own so that a function's bundle holds no other.
 */
export const ALERTS: ByLanguage<typeof alertsVi> = { vi: alertsVi, en: alertsEn };
export const ACTIONS: ByLanguage<typeof actionsVi> = { vi: actionsVi, en: actionsEn };
export const ARTICLES: ByLanguage<typeof articlesVi> = { vi: articlesVi, en: articlesEn };
export const CALENDAR: ByLanguage<typeof calendarVi> = { vi: calendarVi, en: calendarEn };
export const DELIVERIES: ByLanguage<typeof deliveriesVi> = { vi: deliveriesVi, en: deliveriesEn };
export const EVENTS: ByLanguage<typeof eventsVi> = { vi: eventsVi, en: eventsEn };
export const EVIDENCE: ByLanguage<typeof evidenceVi> = { vi: evidenceVi, en: evidenceEn };
export const HABITS: ByLanguage<typeof habitsVi> = { vi: habitsVi, en: habitsEn };
export const FALSE_ALARMS: ByLanguage<typeof falseAlarmsVi> = { vi: falseAlarmsVi, en: falseAlarmsEn };
export const HEADLINES: ByLanguage<typeof headlinesVi> = { vi: headlinesVi, en: headlinesEn };
export const REFUSALS: ByLanguage<typeof refusalsVi> = { vi: refusalsVi, en: refusalsEn };
export const REFUSED_ROWS: ByLanguage<typeof refusedRowsVi> = { vi: refusedRowsVi, en: refusedRowsEn };
export const REMINDERS: ByLanguage<typeof remindersVi> = { vi: remindersVi, en: remindersEn };
export const SEARCHES: ByLanguage<typeof searchesVi> = { vi: searchesVi, en: searchesEn };
export const SUGGESTIONS: ByLanguage<typeof suggestionsVi> = { vi: suggestionsVi, en: suggestionsEn };
export const THRESHOLDS: ByLanguage<typeof thresholdsVi> = { vi: thresholdsVi, en: thresholdsEn };
export const UNKNOWN_PRODUCT: ByLanguage<typeof unknownProductVi> = { vi: unknownProductVi, en: unknownProductEn };
export const WARNINGS: ByLanguage<typeof warningsVi> = { vi: warningsVi, en: warningsEn };
export const WORKBOOKS: ByLanguage<typeof workbooksVi> = { vi: workbooksVi, en: workbooksEn };

/**
 * Says the same in every language: so facts become words.
 *
 * @example inEachLanguage(SEARCHES, (searches) => searches.tooOld(2))
 */
export function inEachLanguage<Sentences, T>(
  sentences: ByLanguage<Sentences>,
  write: (sentences: Sentences, language: Language) => T,
): ByLanguage<T> {
  return { vi: write(sentences.vi, 'vi'), en: write(sentences.en, 'en') };
}
