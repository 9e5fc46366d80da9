/** A rule of checkov that is broken on purpose. */
export interface Exception {
  readonly rule: string;
  /** What the names of the resources begin with that may break it: type and logical id, as checkov writes them. */
  readonly of: string;
  readonly reason: string;
}

/** All that checkov finds, each with its reason; what is found besides fails, and so does what is found no more. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'CKV_AWS_115',
    of: 'AWS::Lambda::Function.Functions',
    reason: 'Runs are set aside by reservedConcurrency: a new account has ten in all, and none could be taken of them.',
  },
  {
    rule: 'CKV_AWS_116',
    of: 'AWS::Lambda::Function.Functions',
    reason: 'What a stream or the clock starts has a failure queue there; whoever calls the API is answered at once.',
  },
  {
    rule: 'CKV_AWS_117',
    of: 'AWS::Lambda::Function.Functions',
    reason: 'Functions talk to services of AWS by TLS and roles alone; there is nothing in a network to reach.',
  },
  {
    rule: 'CKV_AWS_173',
    of: 'AWS::Lambda::Function.Functions',
    reason: 'Names of tables and settings stand there, and no secret; Lambda encrypts them by a key of its own.',
  },
  {
    rule: 'CKV_AWS_27',
    of: 'AWS::SQS::Queue.',
    reason:
      'Encrypted by SQS itself (SqsManagedSseEnabled), which the rule does not know; they hold keys of items, no data.',
  },
  {
    rule: 'CKV_AWS_18',
    of: 'AWS::S3::Bucket.TrailBucket',
    reason: 'It holds a log itself; who reads it is in CloudTrail, where the account keeps data events.',
  },
  {
    rule: 'CKV_AWS_18',
    of: 'AWS::S3::Bucket.Files',
    reason: 'Holds the same public files for everybody; who reads and changes data is in the log of the API.',
  },
  {
    rule: 'CKV_AWS_21',
    of: 'AWS::S3::Bucket.Files',
    reason: 'A release is built again from its sources, and nothing else lies here.',
  },
  {
    rule: 'CKV_AWS_68',
    of: 'AWS::CloudFront::Distribution.Distribution',
    reason: 'Pages are public files; the API behind them limits requests, and asks for a token or key.',
  },
  {
    rule: 'CKV_AWS_86',
    of: 'AWS::CloudFront::Distribution.Distribution',
    reason: 'Who reads and changes data is in the access log of the API; of pages nobody asks who has read them.',
  },
];
