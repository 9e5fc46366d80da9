import type { ReceivedFrom } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useKeep } from '#web/keeping/use-keep.ts';

export type DeskSettings = ReceivedFrom<'GET /v1/desk-settings'>;
export type Settings = DeskSettings['settings'];

/** Changes some settings of the desk, unless somebody has changed them since they were shown; the others stay as they are. */
export function useKeepSettings(shown: DeskSettings) {
  const keeping = useKeep<Settings>({
    subject: 'desk',
    before: shown.settings,
    readNow: async () => (await call('GET /v1/desk-settings')).settings,
  });
  const keep = (change: (now: Settings) => Partial<Settings>) =>
    keeping.run(async () => {
      const now = await call('GET /v1/desk-settings');
      // What differs from the defaults is named as a whole: what is left out would have its default again.
      const differing = Object.entries(now.settings).filter(([name]) => now.changed.includes(name));
      const body = { ...Object.fromEntries(differing), ...change(now.settings) };
      await call('PUT /v1/desk-settings', { body });
      await askAgain('GET /v1/desk-settings', 'GET /v1/desk');
    });
  return { keeping, keep };
}
