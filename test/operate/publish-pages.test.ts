import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishPages } from '#infra/operate/publish-pages.ts';

interface Put {
  readonly method: string | undefined;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const sent: Put[] = [];
/** Takes what is put into the bucket, and notes it. */
const bucket = createServer(async (request, response) => {
  const text = Buffer.concat(await request.toArray()).toString('utf8');
  const path = new URL(request.url ?? '/', 'http://bucket').pathname;
  sent.push({ method: request.method, path, headers: request.headers, text });
  response.writeHead(200).end();
});
let count: number;

beforeAll(async () => {
  bucket.listen(0, '127.0.0.1');
  await once(bucket, 'listening');
  const s3 = new S3Client({
    endpoint: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`,
    forcePathStyle: true,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  count = await publishPages(s3, {
    PagesUrl: 'https://binh-on.example',
    PagesHost: 'd111.cloudfront.net',
    PagesBucket: 'pages',
    SignInUrl: 'https://sign-in.example',
    SignInClientId: 'abc',
    SignInIssuer: 'https://issuer.example',
  });
  s3.destroy();
}, 60_000);
afterAll(() => {
  bucket.close();
  bucket.closeAllConnections();
});

test('a release takes nothing away, so that a tab which is open finds its files', () => {
  expect(sent).toHaveLength(count);
  expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(['PUT']));
});

test('the page that names the new files is put there when they are', () => {
  const front = sent.at(-1);
  expect(front?.path).toBe('/pages/index.html');
  expect(front?.text).toContain('<meta name="hosted-sign-in"');
  const named = [...(front?.text ?? '').matchAll(/\/assets\/[\w.-]+\.(?:js|css)/g)].map(([file]) => `/pages${file}`);
  expect(named.length).toBeGreaterThan(1);
  expect(sent.map(({ path }) => path)).toEqual(expect.arrayContaining(named));
});

test('files are kept for good and the page is not, each under its type', () => {
  for (const { path, headers } of sent) {
    const isAsset = path.startsWith('/pages/assets/');
    expect(headers['cache-control'], path).toBe(isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    expect(headers['content-type'], path).not.toBe('application/octet-stream');
  }
});
