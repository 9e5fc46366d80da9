import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { MORNING } from './demo-morning.ts';
import { type DeployedPages, deployedPages, passHostedPage } from './deployed-pages.ts';
import { settled, watchRequests } from './settled.ts';

const DEEP_LINK = '/nguong/bo.0007?dia-ban=00070';
const MINUTE_MS = 60_000;

let folder: string;
let system: RunningSystem;
let deployed: DeployedPages;
let duty: string;
let context: BrowserContext;
let now = MORNING;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-deployed-'));
  const data = join(folder, 'data');
  await cp(inject('demo'), data, { recursive: true });
  system = await startSystem({ folder: data, catalogue: hanoi, clock: () => MORNING, gatherMs: 1 });
  const credentials = await readCredentials(data);
  duty = credentials?.dutyOfficer ?? '';
  deployed = await deployedPages({
    folder,
    apiUrl: system.url,
    tokenOf: (person) => (person === duty ? credentials?.staffToken : undefined),
    clock: () => now,
  });
  deployed.signIn.signsIn({ person: duty, groups: ['admin'], places: '*' });
});
afterAll(async () => {
  await deployed?.close();
  await system?.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  now = MORNING;
  deployed.signIn.endEverything();
  deployed.signIn.requests.length = 0;
  deployed.asked.length = 0;
  context = await deployed.newContext();
  watchRequests(context);
  await context.clock.setFixedTime(now);
});
afterEach(() => context.close());

async function signedIn(path = DEEP_LINK): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await passHostedPage(page);
  await page.waitForURL(`**${path}`);
  await settled(page);
  return page;
}

async function wait(page: Page, minutes: number): Promise<void> {
  now += minutes * MINUTE_MS;
  await page.clock.setFixedTime(now);
}

const renewals = () => deployed.signIn.requests.filter((request) => request.endsWith(' refresh_token')).length;
const again = (page: Page) => page.getByRole('dialog');

describe('a person who signs in at the hosted page', () => {
  test('comes back to what was opened, and leaves no token where another could find it', async () => {
    const page = await signedIn();
    expect(page.url()).toBe(`https://binh-on.test${DEEP_LINK}`);
    expect(await page.locator('.thresholds-verdict').count()).toBe(1);
    expect(deployed.asked.length).toBeGreaterThan(0);
    expect(deployed.asked.filter((line) => !line.endsWith(` ${duty}`))).toEqual([]);
    const kept = 'JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])';
    expect(await page.evaluate(kept)).not.toMatch(/eyJ|token|verifier|sign-in/);
    expect(await page.evaluate('history.length')).toBeGreaterThan(1);
  });

  test('is known for a while: a page that is loaded anew asks nothing', async () => {
    const page = await signedIn();
    await page.reload();
    await page.waitForURL(`**${DEEP_LINK}`);
    await settled(page);
    expect(deployed.signIn.requests.filter((request) => request === 'POST /login')).toHaveLength(1);
  });

  test('goes on past the hour by a token that is good once, asked for once however many requests wait', async () => {
    const page = await signedIn('/');
    for (const times of [1, 2]) {
      await wait(page, 59.5);
      deployed.asked.length = 0;
      await page.evaluate("dispatchEvent(new Event('visibilitychange'))");
      await page.getByRole('link', { name: 'Số liệu' }).first().click();
      await settled(page);
      await page.getByRole('link', { name: 'Nhật ký' }).first().click();
      await settled(page);
      expect(renewals()).toBe(times);
      expect(deployed.asked.length).toBeGreaterThan(1);
      expect(deployed.asked.filter((line) => line.endsWith(' nobody'))).toEqual([]);
    }
    expect(deployed.signIn.refreshTokens()).toBe(1);
  });

  test('loses nothing where the session ends while something is being typed', async () => {
    const page = await signedIn();
    const reason = page.getByLabel('Lý do (bắt buộc)');
    await page.getByLabel('Ngưỡng Khẩn cấp, %').fill('95');
    await reason.fill('Vào mùa mưa, giá lên xuống nhiều hơn');
    deployed.signIn.endEverything();
    await wait(page, 61);
    await page.getByLabel('Ngưỡng Cảnh báo, %').fill('90');
    // Who is typing is told at the edge, and asked once they want to be.
    const told = page.getByRole('status').filter({ hasText: 'Phiên làm việc đã kết thúc' });
    await told.getByRole('button', { name: 'Đăng nhập' }).click();
    await again(page).waitFor();

    const opening = context.waitForEvent('page');
    await again(page).getByRole('button', { name: 'Đăng nhập' }).click();
    const beside = await opening;
    await passHostedPage(beside);
    await again(page).waitFor({ state: 'detached' });
    if (!beside.isClosed()) await beside.getByText('Đã đăng nhập').waitFor();

    expect(await reason.inputValue()).toBe('Vào mùa mưa, giá lên xuống nhiều hơn');
    expect(await page.getByLabel('Ngưỡng Khẩn cấp, %').inputValue()).toBe('95');
    await page.getByText('Mở 0 cảnh báo thay vì 15').waitFor();
    expect(page.url()).toBe(`https://binh-on.test${DEEP_LINK}`);
  });

  test('signs out of every tab and of the hosted page, and stays out until asked', async () => {
    const page = await signedIn();
    const other = await context.newPage();
    await other.goto('/so-lieu');
    await settled(other);
    await page.locator('.account summary').click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL('https://binh-on.test/dang-nhap');
    await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
    await again(other).waitFor();
    expect(deployed.signIn.hostedSessions()).toBe(0);
    expect(deployed.signIn.requests).toContain('POST /oauth2/revoke');
    await page.reload();
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await passHostedPage(page);
    await page.waitForURL('https://binh-on.test/');
  });
});

describe('a page', () => {
  test('takes no code that it did not ask for', async () => {
    const page = await context.newPage();
    await page.goto('/dang-nhap?code=stolen&state=made-up');
    await page.getByRole('alert').getByText('Lần đăng nhập này chưa xong').waitFor();
    expect(deployed.signIn.requests).toEqual([]);
    expect(deployed.asked).toEqual([]);
  });

  test('says so where the sign-in was broken off, and tries again when asked', async () => {
    const page = await context.newPage();
    await page.goto('/so-lieu');
    await page.waitForURL('https://sign-in.test/**');
    const state = new URL(page.url()).searchParams.get('state');
    await page.goto(`/dang-nhap?error=access_denied&state=${state}`);
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await passHostedPage(page);
    await page.waitForURL('https://binh-on.test/so-lieu');
  });
});
