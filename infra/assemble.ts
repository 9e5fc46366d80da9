import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { present } from '#domain/present.ts';
import { BackupStack } from './backup-stack.ts';
import { BinhOnStack } from './binh-on-stack.ts';
import { CostStack } from './cost-stack.ts';
import { DataStack } from './data-stack.ts';
import { PagesStack } from './pages-stack.ts';
import { ServiceLevelStack } from './service-level-stack.ts';
import { backupCopyOf, readSettings } from './settings.ts';

/** The stacks of a deployment: what works, and what it works on. */
export interface Deployment {
  readonly system: BinhOnStack;
  readonly data: DataStack;
  /** Where the staff's pages are served, if they are deployed. */
  readonly pages?: PagesStack;
  /** What people may rely on, unless it is left out. */
  readonly levels?: ServiceLevelStack;
  /** Backups with a copy in another account, if one is named. */
  readonly backups?: BackupStack;
}

/** Puts the system into a CDK app as its context asks; `synth` then fails on any finding that nobody gave a reason for. */
export function assemble(app: App): Deployment {
  const settings = readSettings((key) => app.node.tryGetContext(key), Object.keys(app.node.getAllContext()));
  const name = `${settings.deployment}-${settings.stage}`;
  const data = new DataStack(app, `${name}-data`, settings);
  const system = new BinhOnStack(app, name, settings, data);
  const pages = settings.pages ? new PagesStack(app, `${name}-pages`, settings, { system, data }) : undefined;
  const levels = settings.serviceLevels
    ? new ServiceLevelStack(app, `${name}-levels`, settings, system.operators)
    : undefined;
  const copy = backupCopyOf(settings);
  const backups = copy && new BackupStack(app, `${name}-backup`, settings, copy, data);
  const { deployment, monthlyBudgetUsd, operatorEmail } = settings;
  if (monthlyBudgetUsd !== undefined && operatorEmail !== undefined) {
    new CostStack(app, `${name}-cost`, { deployment, monthlyBudgetUsd, operatorEmail });
  }
  Tags.of(app).add('system', settings.deployment);
  Tags.of(app).add('stage', settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
  return present({ system, data, pages, levels, backups });
}
