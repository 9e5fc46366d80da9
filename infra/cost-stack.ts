import { Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';

interface CostStackProps {
  readonly deployment: string;
  readonly monthlyBudgetUsd: number;
  readonly operatorEmail: string;
}

/** Percent of the budget at which the operators are mailed, while there is still time to look. */
const WARN_AT = 80;

/**
 * Mails the operators before the month's money is spent. A stack of its own: budgets belong to the account, not to a
 * region, and the system works without one. It counts what bears the tag `system`, once that tag is activated for cost
 * allocation in the billing console.
 */
export class CostStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, monthlyBudgetUsd, operatorEmail }: CostStackProps) {
    super(scope, id, { description: 'Tells the operators when a month costs more than foreseen.' });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:system$${deployment}`] },
      },
      notificationsWithSubscribers: ['ACTUAL', 'FORECASTED'].map((notificationType) => ({
        notification: {
          notificationType,
          comparisonOperator: 'GREATER_THAN',
          threshold: WARN_AT,
          thresholdType: 'PERCENTAGE',
        },
        subscribers: [{ subscriptionType: 'EMAIL', address: operatorEmail }],
      })),
    });
  }
}
