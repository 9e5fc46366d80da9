import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { hanoi } from '#catalog/hanoi.ts';
import { type ContractClient, contractClient } from '#contract/client.ts';
import type { Language } from '#domain/language.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { upToDatePages } from '#infra/local/page-files.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { BROWSER, FLAGS } from '#support/browser.ts';
import { MORNING } from './demo-morning.ts';
import { settled, watchRequests } from './settled.ts';

const PHONE_WIDTH = 700;
/** The same browser without windows takes half of the time, where it is installed. */
const WITHOUT_WINDOWS = '/usr/bin/chromium-headless-shell';
const PLAYED = process.env['CHROMIUM'] === undefined && existsSync(WITHOUT_WINDOWS) ? WITHOUT_WINDOWS : BROWSER;

/** How a page is looked at. */
export interface View {
  readonly width: 320 | 360 | 768 | 1280;
  readonly theme: 'light' | 'dark';
  readonly language: Language;
}

export const DESKTOP: View = { width: 1280, theme: 'light', language: 'vi' };
export const PHONE: View = { width: 360, theme: 'light', language: 'vi' };

/** The two invented officers: of the whole city, who is its administrator, too; and of one ward. */
export type Officer = 'duty' | 'ward';

/** Who looks at a page: one of the two, whoever holds a token, or somebody who has not signed in. */
export type Reader = Officer | { readonly token: string } | 'nobody';

/** A page in a window of its own, with what the browser complained of. */
export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
}

/** A copy of the demo with a browser before it. */
export interface DemoPages {
  readonly system: RunningSystem;
  /** Asks the API as an officer, beside what is seen. */
  readonly as: (officer: Officer) => ContractClient;
  /** The token of an officer, as it is typed where a session has ended. */
  readonly tokenOf: (officer: Officer) => string;
  /** Opens a path, signed in as the officer unless it is nobody. */
  readonly open: (path: string, view?: View, reader?: Reader) => Promise<OpenedPage>;
  /** Has the machine's clock go on. */
  readonly goOn: (ms: number) => void;
  readonly close: () => Promise<void>;
}

/** Starts a copy of a loaded demo on its morning, and a browser. */
export async function demoPages(demo: string): Promise<DemoPages> {
  const folder = await mkdtemp(join(tmpdir(), 'binh-on-pages-'));
  await cp(demo, folder, { recursive: true });
  const pages = upToDatePages();
  // No two things happen in the same instant: of two acts it is known which was the later one.
  let now = MORNING;
  const clock = () => now++;
  const system = await startSystem({ folder, catalogue: hanoi, clock, gatherMs: 1, pages });
  const { staffToken, wardToken = '' } = (await readCredentials(folder)) ?? { staffToken: '' };
  const tokens = { duty: staffToken, ward: wardToken };
  const browser = await chromium.launch({ executablePath: PLAYED, args: FLAGS });
  return {
    system,
    as: (officer) => contractClient({ url: system.url, token: tokens[officer] }),
    tokenOf: (officer) => tokens[officer],
    open: async (path, view = DESKTOP, reader = 'duty') => {
      if (reader === 'nobody') return openPage(browser, system.url, path, view, undefined);
      return openPage(browser, system.url, path, view, typeof reader === 'string' ? tokens[reader] : reader.token);
    },
    goOn: (ms) => {
      now += ms;
    },
    close: async () => {
      await browser.close();
      await system.idle();
      await system.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function openPage(
  browser: Browser,
  url: string,
  path: string,
  { width, theme, language }: View,
  token: string | undefined,
): Promise<OpenedPage> {
  const isPhone = width < PHONE_WIDTH;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: isPhone ? 780 : 800 },
    colorScheme: theme,
    hasTouch: isPhone,
    isMobile: isPhone,
  });
  watchRequests(context);
  await context.addInitScript(`localStorage.getItem('language') ?? localStorage.setItem('language', '${language}')`);
  if (token !== undefined) await context.request.post('/session', { data: token, headers: { origin: url } });
  const page = await context.newPage();
  await page.clock.setFixedTime(MORNING);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Who has not signed in is told so by the server, also where a page has asked before it knew, and the browser notes it.
    if (token === undefined && message.text().includes('401 (Unauthorized)')) return;
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  await page.goto(path);
  await settled(page);
  return { page, context, complaints };
}
