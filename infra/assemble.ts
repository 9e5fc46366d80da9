import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { BinhOnStack } from './binh-on-stack.ts';
import { CostStack } from './cost-stack.ts';
import { readSettings } from './settings.ts';

/** Puts the system into a CDK app as its context asks; `synth` then fails on any finding that nobody gave a reason for. */
export function assemble(app: App): BinhOnStack {
  const settings = readSettings((key) => app.node.tryGetContext(key));
  const stack = new BinhOnStack(app, `${settings.deployment}-${settings.stage}`, settings);
  const { deployment, monthlyBudgetUsd, operatorEmail } = settings;
  if (monthlyBudgetUsd !== undefined && operatorEmail !== undefined) {
    new CostStack(app, `${stack.stackName}-cost`, { deployment, monthlyBudgetUsd, operatorEmail });
  }
  Tags.of(app).add('system', settings.deployment);
  Tags.of(app).add('stage', settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return stack;
}
