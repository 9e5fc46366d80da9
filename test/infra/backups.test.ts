import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assemble } from '#infra/assemble.ts';
import { InvalidSettings } from '#infra/settings.ts';
import { TABLE_NAMES } from '#storage/tables.ts';
import { anApp, resourcesOf } from './synthesized-stack.ts';

const ELSEWHERE = { backupAccount: '210987654321', backupRegion: 'ap-northeast-1' };
const made = assemble(anApp(ELSEWHERE));
const template = Template.fromStack(made.backups as Stack);
const theOnly = (type: string) => resourcesOf(template, type).map(([, { Properties }]) => Properties)[0] ?? {};

describe('backups', () => {
  test('hold every table and the exported trail, and nothing that the data stack does not keep', () => {
    const { Resources } = theOnly('AWS::Backup::BackupSelection')['BackupSelection'] as { Resources: object[] };
    const exported = Object.values(
      Template.fromStack(made.data).toJSON()['Outputs'] as Record<string, { Value: unknown; Export: { Name: string } }>,
    );
    const names = Resources.map((arn) => {
      const { 'Fn::ImportValue': name } = arn as { 'Fn::ImportValue': string };
      return JSON.stringify(exported.find(({ Export }) => Export.Name === name)?.Value);
    });
    for (const name of TABLE_NAMES) {
      expect(
        names.filter((value) => new RegExp(`"Tables${name}`).test(value)),
        name,
      ).toHaveLength(1);
    }
    expect(names.filter((value) => value.includes('"TrailBucket'))).toHaveLength(1);
    expect(names).toHaveLength(TABLE_NAMES.length + 1);
  });

  test('are made each night at 03:00 in Vietnam, and copied to the vault of the other account and Region', () => {
    const [rule] = (theOnly('AWS::Backup::BackupPlan')['BackupPlan'] as { BackupPlanRule: object[] }).BackupPlanRule;
    expect(rule).toMatchObject({
      ScheduleExpression: 'cron(0 20 * * ? *)',
      Lifecycle: { DeleteAfterDays: 35 },
      CopyActions: [
        {
          DestinationBackupVaultArn: 'arn:aws:backup:ap-northeast-1:210987654321:backup-vault:binh-on-copies',
          Lifecycle: { DeleteAfterDays: 35 },
        },
      ],
    });
  });

  test('outlive the stack, cannot be deleted before their time, and lie under a key that the other account may use', () => {
    const [[, vault] = []] = resourcesOf(template, 'AWS::Backup::BackupVault');
    expect(vault).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { LockConfiguration: { MinRetentionDays: 35 } },
    });
    const [[, key] = []] = resourcesOf(template, 'AWS::KMS::Key');
    expect(key?.DeletionPolicy).toBe('Retain');
    const policy = JSON.stringify(key?.Properties['KeyPolicy']);
    expect(policy).toContain('210987654321:root');
    expect(policy).toContain('"Condition":{"Bool":{"kms:GrantIsForAWSResource":"true"}}');
  });

  test('keep as many days and lie in the vault that the settings say', () => {
    const { backups } = assemble(anApp({ ...ELSEWHERE, backupDays: '90', backupVault: 'so-cong-thuong' }));
    const plan = JSON.stringify(Template.fromStack(backups as Stack).findResources('AWS::Backup::BackupPlan'));
    expect(plan).toContain('backup-vault:so-cong-thuong');
    expect(plan.match(/"DeleteAfterDays":90/g)).toHaveLength(2);
  });

  test('are left out where no other account is named', () => {
    expect(assemble(anApp()).backups).toBeUndefined();
  });

  test.each([
    [{ backupAccount: '210987654321' }, /backupRegion: is needed by backupAccount/],
    [{ backupRegion: 'ap-northeast-1' }, /backupAccount: is needed by backupRegion/],
    [{ ...ELSEWHERE, backupAccount: '2109-8765-4321' }, /backupAccount: must be the twelve digits/],
    [{ ...ELSEWHERE, backupRegion: 'Tokyo' }, /backupRegion: must be a Region/],
    [{ ...ELSEWHERE, backupDays: '3' }, /backupDays/],
  ])('are refused half set or wrong: %o', (context, words) => {
    expect(() => assemble(anApp(context))).toThrow(InvalidSettings);
    expect(() => assemble(anApp(context))).toThrow(words);
  });
});
