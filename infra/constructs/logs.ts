import { Aws, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { present } from '#domain/present.ts';
import type { Settings } from '../settings.ts';

/**
 * Where functions and the gateway write what they do. In production a key of the deployment's own lies on it: whoever may
 * read log groups, and not use that key, reads nothing. A dev stage does without, since a key costs a dollar a month.
 */
export class Logs extends Construct {
  private readonly settings: Settings;
  private readonly key: Key | undefined;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.settings = settings;
    if (settings.stage !== 'prod') {
      Validations.of(scope).acknowledge({
        id: 'NIST.800.53.R5-CloudWatchLogGroupEncrypted',
        reason: 'A dev stage holds no data of the administration; a key costs a dollar a month.',
      });
      return;
    }
    this.key = new Key(this, 'Key', {
      description: 'Log groups of functions and gateway',
      enableKeyRotation: true,
      // Logs outlive the stack, and cannot be read without it.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const service = new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`, {
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
        },
      },
    });
    this.key.grantEncryptDecrypt(service);
  }

  /** A group that keeps what is written for the days of the setting. */
  addGroup(scope: Construct, id: string): LogGroup {
    const { stage, logDays } = this.settings;
    return new LogGroup(
      scope,
      id,
      present({
        retention: logDays as RetentionDays,
        removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        encryptionKey: this.key,
      }),
    );
  }
}
