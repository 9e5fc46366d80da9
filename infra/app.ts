import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { BinhOnStack } from './binh-on-stack.ts';
import { readSettings } from './settings.ts';

const app = new App();
const settings = readSettings((key) => app.node.tryGetContext(key));

new BinhOnStack(app, `${settings.deployment}-${settings.stage}`, settings);

Tags.of(app).add('system', settings.deployment);
Tags.of(app).add('stage', settings.stage);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
