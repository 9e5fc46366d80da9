import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assemble } from '#infra/assemble.ts';
import { CostStack } from '#infra/cost-stack.ts';
import { EVERY_SETTING } from './every-setting.ts';
import { anApp, resourcesOf, templateOf } from './synthesized-stack.ts';

describe('the budget', () => {
  test('mails the operators at 80 % spent and at 80 % foreseen, and counts this deployment alone', () => {
    const app = anApp({ ...EVERY_SETTING, deployment: 'binh-on-thu' });
    assemble(app);
    const stack = app.node.children.find((child) => child instanceof CostStack);
    const [budget] = resourcesOf(Template.fromStack(stack as CostStack), 'AWS::Budgets::Budget').map(
      ([, made]) => made,
    );
    expect(budget?.Properties).toMatchObject({
      Budget: {
        BudgetLimit: { Amount: 200, Unit: 'USD' },
        TimeUnit: 'MONTHLY',
        CostFilters: { TagKeyValue: ['user:system$binh-on-thu'] },
      },
      NotificationsWithSubscribers: ['ACTUAL', 'FORECASTED'].map((type) => ({
        Notification: { NotificationType: type, Threshold: 80, ThresholdType: 'PERCENTAGE' },
        Subscribers: [{ SubscriptionType: 'EMAIL', Address: EVERY_SETTING.operatorEmail }],
      })),
    });
  });

  test('is left out unless a sum is set', () => {
    const app = anApp();
    assemble(app);
    expect(app.node.children.filter((child) => child instanceof CostStack)).toEqual([]);
  });
});

describe('reserved concurrency', () => {
  const reservedOf = (context: Record<string, unknown>) =>
    resourcesOf(templateOf(context), 'AWS::Lambda::Function')
      .map(([, { Properties }]) => Properties['ReservedConcurrentExecutions'])
      .filter((count) => count !== undefined);

  test('is off by default, so that a new account with ten runs in all can deploy', () => {
    expect(reservedOf({})).toEqual([]);
  });

  test('is set for the functions that the context names, and for no other', () => {
    expect(reservedOf({ reservedConcurrency: 'assess-place=20,ingest-report=50' }).sort()).toEqual([20, 50]);
    expect(reservedOf({ reservedConcurrency: { 'open-day': 1 } })).toEqual([1]);
  });
});
