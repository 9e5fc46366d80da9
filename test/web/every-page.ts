import type { ContractClient } from '#contract/client.ts';
import { LANGUAGES, type Language } from '#domain/language.ts';
import { allPairs } from './all-pairs.ts';
import type { Officer, View } from './demo-pages.ts';

/** A page that is looked at in every width, language and theme. */
export interface ShownPage {
  readonly name: string;
  /** Its path in the demo, whose ids follow from its day. */
  readonly path: (call: ContractClient, language: Language) => Promise<string>;
  /** Who looks at it; the duty officer unless it says otherwise. */
  readonly officer?: Officer | 'nobody';
  /** It names members of the API and samples, which are in no language: those of its texts are not looked at. */
  readonly isReference?: true;
}

const WIDTHS = [320, 768, 1280] as const;
const THEMES = ['light', 'dark'] as const;

/** All views in which a page can be looked at. */
export const EVERY_VIEW: readonly View[] = LANGUAGES.flatMap((language) =>
  WIDTHS.flatMap((width) => THEMES.map((theme): View => ({ width, language, theme }))),
);

const at = (path: string) => async () => path;

async function firstEvent(call: ContractClient): Promise<string> {
  const { items } = await call('GET /v1/events', { query: { limit: 1 } });
  return items[0]?.id ?? 'none';
}

/** A stall's phone with a sheet of its own, on what was received. */
async function aPhoneThatLooks(call: ContractClient): Promise<string> {
  const [id, store] = ['tam-da', 'tam-da-00004'];
  const { items } = await call('POST /v1/retailers/{id}/enrolments', {
    params: { id },
    body: { stores: [store], days: 1, phones: 1 },
  });
  return `/nhap-gia?xem=da-nhan#${id}/${store}/${items[0]?.code}`;
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
  { name: 'entry-received', path: aPhoneThatLooks, officer: 'nobody' },
  { name: 'people', path: at('/nguoi') },
  { name: 'log', path: at('/nhat-ky') },
  { name: 'more', path: at('/them') },
  { name: 'not-found', path: at('/khong-co') },
  { name: 'sign-in', path: at('/so-lieu'), officer: 'nobody' },
  { name: 'sign-in-used-link', path: at('/dang-nhap?link=used'), officer: 'nobody' },
  { name: 'docs', path: async (_, language) => `/docs?lang=${language}`, officer: 'nobody', isReference: true },
];

const PAIRS = allPairs([EVERY_PAGE.length, WIDTHS.length, LANGUAGES.length, THEMES.length]);

/**
 * Every page with some of its views: any two of page, width, language and theme stand together in one of them.
 * `npm run look` shows all.
 */
export const PAGES_IN_PAIRS: readonly (ShownPage & { readonly views: readonly View[] })[] = EVERY_PAGE.map(
  (page, index) => ({ ...page, views: PAIRS.filter(([of]) => of === index).flatMap(viewOf) }),
);

function viewOf([, widthAt = 0, languageAt = 0, themeAt = 0]: readonly number[]): View[] {
  const [width, language, theme] = [WIDTHS[widthAt], LANGUAGES[languageAt], THEMES[themeAt]];
  return width && language && theme ? [{ width, language, theme }] : [];
}
