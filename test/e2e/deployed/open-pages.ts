import assert from 'node:assert/strict';
import { S3Client } from '@aws-sdk/client-s3';
import { chromium, type Page } from 'playwright-core';
import { publishPages } from '#infra/operate/publish-pages.ts';
import { BROWSER, FLAGS } from '#support/browser.ts';
import { type Deployment, PUBLIC_URL } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';
import { eventually } from './eventually.ts';
import type { EventDetail } from './follow-event.ts';
import { frontOfPages } from './front-of-pages.ts';
import { PASSWORD } from './sign-in.ts';
import type { Colleague } from './staff.ts';
import { tell } from './tell.ts';

/** Publishes the pages; an officer follows the link of a mail, signs in on the way, and takes the event over. */
export async function openPages(
  emulator: Emulator,
  deployment: Deployment,
  officer: Colleague,
  event: EventDetail,
): Promise<void> {
  const s3 = new S3Client({ ...emulator.secureClient, forcePathStyle: true });
  const count = await publishPages(s3, deployment.pages);
  tell(`${count} files of the pages are published to ${deployment.pages.PagesBucket}`);
  const front = await frontOfPages(emulator, deployment, PUBLIC_URL);
  const rules = `--host-resolver-rules=${front.resolverRules}`;
  const browser = await chromium.launch({ executablePath: BROWSER, args: [...FLAGS, rules] });
  try {
    const page = await browser.newPage({ baseURL: PUBLIC_URL, ignoreHTTPSErrors: true, locale: 'vi-VN' });
    const path = `/su-kien/${event.id}`;
    await openWithHeaders(page, path);
    await signIn(page, deployment.pages.SignInUrl, officer.email);
    await page.waitForURL(`${PUBLIC_URL}${path}`);
    await page.getByRole('heading', { level: 1, name: event.sentence.vi }).waitFor();
    tell(`${officer.email} opens ${path} in a browser, signs in at the hosted page, and is back there`);
    await page.getByRole('button', { name: 'Nhận việc', exact: true }).click();
    await eventually('the event is taken over on its page', async () => {
      const { state } = await officer.call('GET /v1/events/{id}', { params: { id: event.id } });
      return state === 'acknowledged';
    });
    await page.locator('.account summary').click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL(`${PUBLIC_URL}/dang-nhap`);
    tell(`${officer.email} takes the event over by its button, and signs out`);
  } finally {
    await browser.close();
    front.close();
  }
}

/** Fills in the page of the user pool. */
async function signIn(page: Page, signInUrl: string, email: string): Promise<void> {
  await page.waitForURL(`${signInUrl}/oauth2/authorize?*`);
  await page.getByLabel('Username').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens the page, which says what it may do; its files are kept for good. */
async function openWithHeaders(page: Page, path: string): Promise<void> {
  const file = page.waitForResponse(/\/assets\/[^/]+\.js$/);
  const front = (await page.goto(path))?.headers() ?? {};
  assert.match(
    front['content-security-policy'] ?? '',
    /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'/,
  );
  assert.equal(front['cache-control'], 'no-cache');
  assert.equal((await file).headers()['cache-control'], 'public, max-age=31536000, immutable');
  tell('the page comes with its policy by CloudFront, and its files are kept for good');
}
