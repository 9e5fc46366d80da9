import { type Platform, requireSettings } from '#runtime/platform.ts';
import type { StreamKey } from '#runtime/stream-batch.ts';
import { SUBSCRIPTIONS, TABLES, wakes } from '#storage/tables.ts';

/** Passes on those of the written keys that the function's streams would hand to it. */
export function onlyWhatWakes(functionName: string, env: Platform['env'], onWoken: (key: StreamKey) => void) {
  const own = SUBSCRIPTIONS.filter((subscription) => subscription.function === functionName).map((subscription) => {
    const { env: name } = TABLES[subscription.table];
    return { subscription, table: requireSettings(env, [name])[name] };
  });
  return (written: string, key: StreamKey): void => {
    if (own.some(({ subscription, table }) => table === written && wakes(subscription, key))) onWoken(key);
  };
}
