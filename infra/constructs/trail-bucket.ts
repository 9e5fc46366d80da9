import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

const YEAR_DAYS = 366;

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
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds a log itself; who reads it is in CloudTrail, where the account keeps data events.',
    });
  }

  /** Lets a role add files, and do nothing else. */
  grantAdding(role: IRole): void {
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [this.bucket.arnForObjects('trail/*')] }),
    );
  }
}
