import type { ACMClient } from '@aws-sdk/client-acm';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Settings } from '../../settings.ts';

/** What the checks before a deployment ask, and of whom. */
export interface DoctorPorts {
  readonly settings: Settings;
  readonly region: string;
  readonly nodeVersion: string;
  readonly aws: {
    readonly sts: STSClient;
    readonly cloudformation: CloudFormationClient;
    readonly lambda: LambdaClient;
    readonly secrets: SecretsManagerClient;
    readonly ses: SESv2Client;
    readonly sns: SNSClient;
    /** In us-east-1, where CloudFront looks. */
    readonly acm: ACMClient;
  };
  /** The names that a name points to; none where there is no such name. */
  readonly pointsTo: (host: string) => Promise<readonly string[]>;
  /** Where CloudFront answers for the pages; none before they are deployed. */
  readonly pagesHost: () => Promise<string | undefined>;
}
