import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, expect, test, vi } from 'vitest';
import { embeddedMeter } from '#runtime/meter.ts';

afterEach(() => vi.restoreAllMocks());

/** What is written to the log while `work` runs, line by line. */
function linesOf(work: () => void): Record<string, unknown>[] {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  work();
  vi.restoreAllMocks();
  return written
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const meter = () => embeddedMeter(new Metrics({ namespace: 'binh-on-dev', serviceName: 'ingest-report' }));

test('values that belong together stand in one line of the embedded metric format', () => {
  const lines = linesOf(() => meter().record({ ReportsReceived: 1, RowsAccepted: 200, RowsQuarantined: 0 }));
  expect(lines).toMatchObject([
    {
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'binh-on-dev',
            Dimensions: [['service']],
            Metrics: [
              { Name: 'ReportsReceived', Unit: 'Count' },
              { Name: 'RowsAccepted', Unit: 'Count' },
              { Name: 'RowsQuarantined', Unit: 'Count' },
            ],
          },
        ],
      },
      service: 'ingest-report',
      RowsAccepted: 200,
    },
  ]);
});

test('each value of a dimension has a line of its own, and none leaks into what follows', () => {
  const own = meter();
  const lines = linesOf(() => {
    own.recordBy(
      'RowsRejected',
      new Map([
        ['unknown-product', 2],
        ['duplicate-row', 1],
      ]),
    );
    own.record({ ReportsReceived: 1 });
  });
  expect(lines.map(({ code, RowsRejected }) => [code, RowsRejected])).toEqual([
    ['unknown-product', 2],
    ['duplicate-row', 1],
    [undefined, undefined],
  ]);
});
