import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { PARTITION_KEY, SORT_KEY, TABLE_NAMES, TABLES, type TableName, TTL_ATTRIBUTE } from '#storage/tables.ts';
import type { Settings } from '../settings.ts';

/** The tables of `#storage/tables.ts`, each with a stream that carries keys only. */
export class Tables extends Construct {
  readonly byName: Readonly<Record<TableName, TableV2>>;
  /** Each table's real name under the environment variable that the handlers read. */
  readonly environment: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const tables = TABLE_NAMES.map((name) => [name, this.makeTable(name, settings)] as const);
    this.byName = Object.fromEntries(tables) as Record<TableName, TableV2>;
    this.environment = Object.fromEntries(tables.map(([name, table]) => [TABLES[name].env, table.tableName]));
  }

  private makeTable(name: TableName, settings: Settings): TableV2 {
    const { expires, indexes } = TABLES[name];
    const keep = settings.stage === 'prod';
    return new TableV2(this, name, {
      partitionKey: text(PARTITION_KEY),
      sortKey: text(SORT_KEY),
      globalSecondaryIndexes: indexes.map((index) => ({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
      })),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      dynamoStream: StreamViewType.KEYS_ONLY,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(expires ? { timeToLiveAttribute: TTL_ATTRIBUTE } : {}),
    });
  }
}

function text(name: string): { name: string; type: AttributeType } {
  return { name, type: AttributeType.STRING };
}
