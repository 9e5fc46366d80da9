import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

const YEAR_DAYS = 366;

const WHO_READS = 'It holds a log itself; who reads it is in CloudTrail, where the account keeps data events.';
/** What a rule book for any account asks of buckets, and why it is otherwise here. */
const NOT_ASKED_OF_TRAIL = {
  'AwsSolutions-S1': WHO_READS,
  'NIST.800.53.R5-S3BucketLoggingEnabled': WHO_READS,
  'NIST.800.53.R5-S3BucketReplicationEnabled':
    'It is a copy itself: the lines stand in their table too, which is backed up.',
  'NIST.800.53.R5-S3DefaultEncryptionKMS':
    'What must be readable for years depends on no key that somebody could delete; no role of the system may read it.',
} as const;

/** Where the audit trail is exported to, day by day: what is there can be read, and neither changed nor taken away. */
export class TrailBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage, trailYears, trailLock }: Settings) {
    super(scope, id);
    const locked = Duration.days(trailYears * YEAR_DAYS);
    this.bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        trailLock === 'compliance' ? ObjectLockRetention.compliance(locked) : ObjectLockRetention.governance(locked),
      lifecycleRules: [{ expiration: Duration.days(trailYears * YEAR_DAYS + 1) }],
      removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const [id, reason] of Object.entries(NOT_ASKED_OF_TRAIL)) {
      Validations.of(this.bucket).acknowledge({ id, reason });
    }
  }

  /** Lets a role add files, and do nothing else. */
  grantAdding(role: Role): void {
    const arn = Stack.of(this).exportValue(this.bucket.bucketArn);
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: [`${arn}/trail/*`] }));
    const { 'Fn::ImportValue': exported } = Stack.of(role).resolve(arn) as { readonly 'Fn::ImportValue': string };
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${exported}/trail/*]`,
      reason: 'Each day has a file of its own in this one folder of the bucket; it may be added, and nothing else.',
    });
  }
}
