import type { ByLanguage } from '#domain/language.ts';
import { en } from './en.ts';
import { type EventMessageWords, vi } from './vi.ts';

/** What each language says of an event. */
export const WORDS: ByLanguage<EventMessageWords> = { vi, en };
