import { describe, expect, test } from 'vitest';
import { resourcesOf, templateOf } from './synthesized-stack.ts';

const template = templateOf();

describe('the clock', () => {
  test('every schedule names the time zone of the markets, retries, and has a queue', () => {
    const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule');
    expect(schedules.map(([, { Properties }]) => Properties['ScheduleExpression']).sort()).toEqual([
      'cron(*/1 * * * ? *)',
      'cron(*/2 * * * ? *)',
      'cron(0 15 * * ? *)',
      'cron(35 0 * * ? *)',
      'cron(5 0 * * ? *)',
    ]);
    for (const [, { Properties }] of schedules) {
      expect(Properties).toMatchObject({
        ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
        State: 'ENABLED',
        Target: {
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } },
          // A call that is tried again after midnight still knows its day.
          Input: '{"at":"<aws.scheduler.scheduled-time>"}',
          RetryPolicy: { MaximumRetryAttempts: 20 },
        },
      });
    }
  });

  test('each schedule has a group of its own, by which its attempts are counted', () => {
    expect(resourcesOf(template, 'AWS::Scheduler::ScheduleGroup')).toHaveLength(5);
  });

  test('a scheduled run that fails is tried again, then kept in a queue', () => {
    const configs = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig');
    expect(configs).toHaveLength(5);
    for (const [, { Properties }] of configs) {
      expect(Properties).toMatchObject({
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
    }
  });

  test('the cut-off that is set starts the matching and the digest, tells staff who was late, and closes what retailers compare', () => {
    const early = templateOf({ cutOff: '09:30' });
    early.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'cron(30 9 * * ? *)' });
    const clocked = resourcesOf(early, 'AWS::Lambda::Function').filter(([, { Properties }]) =>
      JSON.stringify(Properties).includes('"CUT_OFF":"09:30"'),
    );
    const names = clocked.map(([id]) => id).toSorted();
    expect(names).toEqual([
      expect.stringContaining('delivermessages'),
      expect.stringContaining('serveretailer'),
      expect.stringContaining('servestaff'),
    ]);
  });
});
