import { CfnResource, type Stack, TagManager } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assemble } from '#infra/assemble.ts';
import { EVERY_SETTING } from './every-setting.ts';
import { anApp, type Resource } from './synthesized-stack.ts';

const app = anApp({ ...EVERY_SETTING, deployment: 'binh-on-thu' });
assemble(app);
const stacks = app.node.children.filter((child): child is Stack => 'templateFile' in child);

/** What takes tags, and what does not, as the CDK knows it of CloudFormation. */
const resources = stacks.flatMap((stack) => {
  const made = Template.fromStack(stack).toJSON()['Resources'] as Record<string, Resource>;
  return stack.node.findAll().flatMap((each) => {
    if (!CfnResource.isCfnResource(each) || each.stack !== stack) return [];
    const resource = made[stack.resolve(each.logicalId) as string];
    return resource
      ? [
          {
            id: `${stack.stackName} ${each.node.path}`,
            isTaggable: TagManager.of(each) !== undefined || isTable(resource),
            resource,
          },
        ]
      : [];
  });
});

/** A table bears its tags in each Region, where the CDK knows of none. */
function isTable({ Type }: Resource): boolean {
  return Type === 'AWS::DynamoDB::GlobalTable';
}

/** Kinds that cost by themselves: storage, requests, runs, keys, messages. */
const THAT_COST = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SNS::Topic',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::CloudWatch::Alarm',
  'AWS::ApiGatewayV2::Api',
  'AWS::Cognito::UserPool',
  'AWS::CloudFront::Distribution',
];

describe('what a deployment costs can be told by its tags', () => {
  test.each(THAT_COST)('%s takes them', (type) => {
    const those = resources.filter(({ resource }) => resource.Type === type);
    expect(those.length, type).toBeGreaterThan(0);
    for (const { id, isTaggable } of those) expect(isTaggable, id).toBe(true);
  });

  test('every resource that takes tags bears the deployment and the stage', () => {
    const taggable = resources.filter(({ isTaggable }) => isTaggable);
    expect(taggable.length).toBeGreaterThan(100);
    for (const { id, resource } of taggable) {
      const said = JSON.stringify(resource.Properties);
      expect(said, id).toMatch(/"(Key":"system","Value":"|system":")binh-on-thu"/);
      expect(said, id).toMatch(/"(Key":"stage","Value":"|stage":")prod"/);
    }
  });
});
