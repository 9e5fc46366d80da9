import type { ContractClient } from '#contract/client.ts';
import type { Officer } from './demo-pages.ts';

/** A page that is looked at in every width, language and theme. */
export interface ShownPage {
  readonly name: string;
  /** Its path in the demo, whose ids follow from its day. */
  readonly path: (call: ContractClient) => Promise<string>;
  /** Who looks at it; the duty officer unless it says otherwise. */
  readonly officer?: Officer;
}

const at = (path: string) => async () => path;

async function firstEvent(call: ContractClient): Promise<string> {
  const { items } = await call('GET /v1/events', { query: { limit: 1 } });
  return items[0]?.id ?? 'none';
}

/** Every page. Whoever adds one adds its line here. */
export const EVERY_PAGE: readonly ShownPage[] = [
  { name: 'this-morning', path: at('/') },
  { name: 'this-morning-calm', path: at('/?dia-ban=00097') },
  { name: 'this-morning-ward', path: at('/'), officer: 'ward' },
  { name: 'event', path: async (call) => `/su-kien/${await firstEvent(call)}` },
  { name: 'verify', path: async (call) => `/su-kien/${await firstEvent(call)}/xac-minh?dia-ban=00004` },
  { name: 'event-ward', path: async (call) => `/su-kien/${await firstEvent(call)}`, officer: 'ward' },
  { name: 'verify-ward', path: async (call) => `/su-kien/${await firstEvent(call)}/xac-minh`, officer: 'ward' },
  { name: 'goods', path: at('/hang/bo.0007/01') },
  { name: 'goods-closed', path: at('/hang/bo.0007/01?ngay=2026-11-29&so-ngay=365') },
  { name: 'goods-no-price', path: at('/hang/07.0007/01') },
  { name: 'goods-chooser', path: at('/hang') },
  { name: 'map', path: at('/ban-do') },
  { name: 'map-good', path: at('/ban-do?hang=bo.0007&ngay=2026-11-29') },
  { name: 'map-inner', path: at('/ban-do?hang=bo.0007&ngay=2026-11-29&vung=noi-thanh') },
  { name: 'supply', path: at('/ket-noi') },
  { name: 'data', path: at('/so-lieu') },
  { name: 'data-closed-day', path: at('/so-lieu?ngay=2026-02-17') },
  { name: 'thresholds', path: at('/nguong/bo.0007') },
  { name: 'threshold-list', path: at('/nguong') },
  { name: 'register', path: at('/co-so') },
  { name: 'entry-without-key', path: at('/nhap-gia') },
  { name: 'people', path: at('/nguoi') },
  { name: 'log', path: at('/nhat-ky') },
  { name: 'more', path: at('/them') },
  { name: 'not-found', path: at('/khong-co') },
];
