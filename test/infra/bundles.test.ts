import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bundle, bundleFunctions } from '#infra/bundle.ts';

/** A cold start reads and compiles all of it: what grows past this is looked at before it is shipped. */
const MOST_BYTES = 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'binh-on-bundles-'));
let bundles: Bundle[] = [];

beforeAll(async () => {
  bundles = await bundleFunctions(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('bundles', () => {
  test('no function weighs more than a mebibyte', () => {
    for (const { name, bytes } of bundles) expect(bytes, name).toBeLessThan(MOST_BYTES);
  });

  test('every bundle starts as Lambda starts it, from its file and its environment alone', () => {
    const env = {
      AWS_LAMBDA_FUNCTION_NAME: 'test',
      AWS_REGION: 'ap-southeast-1',
      MARKET_TABLE: 'market',
      DESK_TABLE: 'desk',
      REGISTRY_TABLE: 'registry',
      TRAIL_TABLE: 'trail',
      TRAIL_BUCKET: 'trail-files',
      FAILURE_QUEUE_URL: 'https://sqs.ap-southeast-1.amazonaws.com/111122223333/failures',
      DELIVERY_QUEUE_URL: 'https://sqs.ap-southeast-1.amazonaws.com/111122223333/deliveries',
    };
    const script = `process.stdout.write(${JSON.stringify(bundles.map(({ file }) => file))}
      .map((file) => typeof require(file).handler).join())`;
    const kinds = execFileSync('node', ['-e', script], {
      env: { ...env, PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
    expect(kinds.split(',')).toEqual(bundles.map(() => 'function'));
  });
});
