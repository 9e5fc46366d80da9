import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { TABLE_NAMES } from '#storage/tables.ts';
import type { DataStack } from './data-stack.ts';
import type { BackupCopy, Settings } from './settings.ts';

/** 03:00 in Vietnam: the day of yesterday is done, and no shop reports yet. */
const NIGHTLY = Schedule.cron({ hour: '20', minute: '0' });
/** The role by which AWS Backup works in an account. */
const SERVICE_ROLE = {
  service: 'iam',
  region: '',
  resource: 'role/service-role',
  resourceName: 'AWSBackupDefaultServiceRole',
};

/**
 * A backup of the tables and of the exported trail each night, and its copy in another account and Region: whoever rules
 * this account, or loses it, has not got the copy. A stack of its own, since only some deployments have another account.
 */
export class BackupStack extends Stack {
  constructor(scope: Construct, id: string, { stage }: Settings, copy: BackupCopy, { tables, trailBucket }: DataStack) {
    super(scope, id, {
      description: 'Backs up tables and trail each night, with a copy in another account and Region.',
      terminationProtection: stage === 'prod',
    });
    const kept = Duration.days(copy.days);
    const vault = new BackupVault(this, 'Vault', {
      encryptionKey: this.keyFor(copy),
      // Who may end the lock is a matter of IAM: it is against mistakes. Against thieves there is the other account.
      lockConfiguration: { minRetention: kept },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const plan = new BackupPlan(this, 'Plan', { backupVault: vault });
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'nightly',
        scheduleExpression: NIGHTLY,
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(6),
        deleteAfter: kept,
        copyActions: [
          { destinationBackupVault: BackupVault.fromBackupVaultArn(this, 'Copies', arnOf(copy)), deleteAfter: kept },
        ],
      }),
    );
    // Made once for an account (docs/operate.md): the boundary of this system's own roles holds nothing of what it may do.
    const role = Role.fromRoleArn(this, 'Role', this.formatArn(SERVICE_ROLE));
    plan.addSelection('Data', {
      role,
      disableDefaultBackupPolicy: true,
      resources: [...TABLE_NAMES.map((name) => tables.arnOf(name)), trailBucket.bucket.bucketArn].map((arn) =>
        BackupResource.fromArn(arn),
      ),
    });
  }

  /** The other account reads with it what it copies; the key that AWS keeps for backups cannot be shared. */
  private keyFor({ account }: BackupCopy): Key {
    const key = new Key(this, 'Key', {
      description: 'Backups of the tables and of the trail',
      enableKeyRotation: true,
      // Backups outlive the stack, and cannot be read without it.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OtherAccountCopies',
        principals: [new AccountPrincipal(account)],
        actions: ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OtherAccountLetsBackupUseIt',
        principals: [new AccountPrincipal(account)],
        actions: ['kms:CreateGrant'],
        resources: ['*'],
        conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
    );
    return key;
  }
}

function arnOf({ account, region, vault }: BackupCopy): string {
  return `arn:aws:backup:${region}:${account}:backup-vault:${vault}`;
}
