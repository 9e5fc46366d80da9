import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { StaffSignIn } from './constructs/staff-sign-in.ts';
import { Tables } from './constructs/tables.ts';
import { TrailBucket } from './constructs/trail-bucket.ts';
import type { Settings } from './settings.ts';

/** What must outlive every release: the tables, the exported trail and the staff's accounts. What works on them stands in another stack. */
export class DataStack extends Stack {
  readonly tables: Tables;
  readonly signIn: StaffSignIn;
  readonly trailBucket: TrailBucket;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, {
      description: 'Keeps reports, alerts, the register, the audit trail and the accounts of the staff.',
      terminationProtection: settings.stage === 'prod',
    });
    this.tables = new Tables(this, 'Tables', settings);
    this.trailBucket = new TrailBucket(this, 'TrailBucket', settings);
    this.signIn = new StaffSignIn(this, 'StaffSignIn', settings);
  }
}
