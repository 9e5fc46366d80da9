/**
 * Walks a report and a mail through what is deployed, without a trace.
 *
 * A shop of this check reports to the API with a key of its own. It stands in a place that no catalogue has: the functions
 * work on it as on any place, by its keys alone, and no list, figure or reader of alerts ever comes to it. That its report
 * was assessed is read from the tables. Then it is reminded, as a silent shop is: the one mail that goes to a shop's own
 * contact, which is whoever runs the check. At the end all of it is deleted, also what an earlier run had to leave.
 */
import type { ContractClient } from '#contract/client.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Product } from '#domain/product.ts';
import type { deskStore } from '#storage/desk.ts';
import type { registryStore } from '#storage/registry.ts';
import type { NewKey } from '#storage/retailer-key.ts';
import { type Check, fails, holds, type Said } from './check.ts';
import { CHECK_KEY, CHECK_PLACE, CHECK_RETAILER, CHECK_STORE } from './check-place.ts';

export interface LoopPorts {
  readonly registry: Pick<ReturnType<typeof registryStore>, 'putRetailer' | 'putStore'>;
  readonly desk: Pick<ReturnType<typeof deskStore>, 'putReminder' | 'readReminder'>;
  readonly retailer: (bearer: string) => ContractClient;
  /** True once an assessment of the day has counted the report. */
  readonly isAssessed: (day: BusinessDay) => Promise<boolean>;
  /** Opens the day in the place of the check. */
  readonly open: (place: string, day: BusinessDay) => Promise<unknown>;
  /** Takes the shop out of the register, once it has reported. */
  readonly removeStore: () => Promise<void>;
  /** Deletes all that has come of the check; how many items that were. */
  readonly takeBack: () => Promise<number>;
  /** Has the clock's look at what is due happen at once. */
  readonly lookNow: () => Promise<void>;
  readonly newKey: (retailer: string) => NewKey;
  readonly clock: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** A good that the city knows. */
  readonly product: Product;
  readonly mailTo: string;
}

const PATIENCE_MS = 120_000;
const PAUSE_MS = 1_000;
/** Longer than a stream gathers: what was on its way when all was deleted has been written by then. */
const SETTLED_MS = 20_000;
const MOST_ROUNDS = 6;

/** The checks after a deployment, in their order: the last takes back what the others made. */
export function loopChecks(ports: LoopPorts): Check[] {
  const day = businessDayOf(ports.clock());
  return [
    { name: 'report', run: () => reportIn(ports, day) },
    { name: 'assessed', run: () => assessed(ports, day) },
    { name: 'mailed', run: () => mailed(ports, day) },
    { name: 'taken-back', run: () => takenBack(ports) },
  ];
}

async function reportIn(ports: LoopPorts, day: BusinessDay): Promise<Said> {
  await ports.takeBack();
  const { bearer, keyId, hash } = ports.newKey(CHECK_RETAILER);
  const contact = { name: 'Kiểm tra hệ thống', email: ports.mailTo };
  const keys = [{ id: keyId, hash, createdAt: ports.clock() }];
  await ports.registry.putRetailer({ id: CHECK_RETAILER, name: 'Kiểm tra hệ thống (tự xoá)', contact, keys });
  await ports.open(CHECK_PLACE, day);
  await ports.registry.putStore({
    retailer: CHECK_RETAILER,
    id: CHECK_STORE,
    name: 'Kiểm tra hệ thống (tự xoá)',
    channel: 'market',
    places: [{ place: CHECK_PLACE, validFrom: day }],
  });
  const { id, band } = ports.product;
  const row = { product: id, price: Math.round((band.min + band.max) / 2000) * 1000 };
  try {
    await ports.retailer(bearer)('POST /v1/reports', { body: { store: CHECK_STORE, date: day, rows: [row] } });
  } catch (error) {
    return fails(
      { vi: `API không nhận báo cáo: ${messageOf(error)}`, en: `The API took no report: ${messageOf(error)}` },
      {
        vi: 'Xem log của authorize-retailer và ingest-report.',
        en: 'See the logs of authorize-retailer, ingest-report.',
      },
    );
  } finally {
    await ports.removeStore();
  }
  return holds('API đã nhận một báo cáo thử.', 'The API has taken a report of the check.');
}

async function assessed(ports: LoopPorts, day: BusinessDay): Promise<Said> {
  const seconds = await secondsUntil(ports, () => ports.isAssessed(day));
  if (seconds !== undefined) {
    return holds(`Báo cáo được đánh giá sau ${seconds} giây.`, `The report was assessed after ${seconds} s.`);
  }
  return fails(
    { vi: 'Báo cáo không được đánh giá trong hai phút.', en: 'The report was not assessed within two minutes.' },
    {
      vi: 'Xem log của open-day và assess-place, và hàng đợi lỗi.',
      en: 'See the logs of open-day, assess-place, and their failure queues.',
    },
  );
}

async function mailed(ports: LoopPorts, day: BusinessDay): Promise<Said> {
  const now = ports.clock();
  await ports.desk.putReminder({ day, store: CHECK_KEY, at: now, state: 'waiting', attempts: 0, notBefore: now });
  await ports.lookNow();
  const state = async () => (await ports.desk.readReminder(day, CHECK_KEY))?.value.state;
  const seconds = await secondsUntil(ports, async () => ![undefined, 'waiting'].includes(await state()));
  const ended = await state();
  if (seconds !== undefined && ended === 'sent') {
    return holds(`SES đã nhận thư gửi tới ${ports.mailTo}.`, `SES has taken a mail to ${ports.mailTo}.`);
  }
  return fails(
    { vi: `Thư không gửi được (${ended}).`, en: `No mail was sent (${ended}).` },
    {
      vi: 'Xem log của deliver-messages; sender đã xác minh chưa?',
      en: 'See the log of deliver-messages; is the sender verified?',
    },
  );
}

/** Deletes until a whole pause long nothing has come after. */
async function takenBack(ports: LoopPorts): Promise<Said> {
  let deleted = await ports.takeBack();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await ports.pause(SETTLED_MS);
    const more = await ports.takeBack();
    deleted += more;
    if (more === 0) return holds(`Đã xoá ${deleted} bản ghi thử.`, `${deleted} items of the check are deleted.`);
  }
  return fails(
    { vi: 'Bản ghi thử vẫn còn.', en: 'Items of the check are left.' },
    { vi: 'Chạy lại: lần chạy sau xoá trước tiên.', en: 'Run it again: it deletes first.' },
  );
}

async function secondsUntil({ clock, pause }: LoopPorts, look: () => Promise<boolean>): Promise<number | undefined> {
  const from = clock();
  for (let waited = 0; waited <= PATIENCE_MS; waited += PAUSE_MS) {
    if (await look()) return Math.round((clock() - from) / 1000);
    await pause(PAUSE_MS);
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
