import type { BusinessDay } from '#domain/business-day.ts';
import type { DailyMail } from '#domain/duty/daily-mail.ts';
import { pack, unpack } from '../packed.ts';
import { type Attributes, type Kept, keptOf, over, putIf, readPartition, type Table } from '../table-client.ts';

/** The digests and calm mails of each day. */
export function dailyMailStore(table: Table) {
  return {
    async dailyMailsOf(day: BusinessDay): Promise<Kept<DailyMail>[]> {
      return (await readPartition(table, partitionOf(day), 'daily#')).flatMap((item) => keptOf(item, read) ?? []);
    },

    /** The hash of what is kept then; none when another has written meanwhile. */
    async putDailyMail(mail: DailyMail, expected?: string): Promise<string | undefined> {
      const { bytes, hash } = pack(mail);
      const key = { pk: partitionOf(mail.day), sk: `daily#${mail.kind}#${mail.reader}` };
      return (await putIf(table, over(expected), { ...key, data: bytes, h: hash })) ? hash : undefined;
    },
  };
}

function partitionOf(day: BusinessDay): string {
  return `day ${day}`;
}

function read(item: Attributes): DailyMail {
  return unpack(item['data'] as Uint8Array) as DailyMail;
}
