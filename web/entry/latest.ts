import { businessDayOf } from '#domain/business-day.ts';
import { askServer } from './ask-server.ts';
import type { Latest } from './entered-row.ts';
import { keep, kept, type PhoneKey } from './on-this-phone.ts';

/** Asks the server where the store stands, and learns how wrong the clock of the phone is. */
export async function askLatest(phone: PhoneKey): Promise<Latest> {
  const latest = await askServer(phone)('GET /v1/reports/{store}/latest', { params: { store: phone.store } });
  await keep('latest', latest);
  await keep('clockAhead', Date.parse(latest.now) - Date.now());
  return latest;
}

/** The business day of a moment of this phone's clock, by the server's. */
export async function dayAt(phoneMs: number): Promise<string> {
  return businessDayOf(phoneMs + ((await kept('clockAhead')) ?? 0));
}
