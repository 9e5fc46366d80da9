import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { present } from '#domain/present.ts';
import { PARTITION_KEY, SORT_KEY, TABLE_NAMES, TABLES, type TableName } from '#storage/tables.ts';
import type { Settings } from '../settings.ts';

/** As the stores of `#storage` write it, in seconds since the epoch. */
const TTL_ATTRIBUTE = 'expiresAt';

/** The tables of `#storage/tables.ts`, each with a stream that carries keys only, unless it wakes nobody. */
export class Tables extends Construct {
  readonly byName: Readonly<Record<TableName, TableV2>>;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.byName = Object.fromEntries(TABLE_NAMES.map((name) => [name, this.makeOrRemake(name, settings)])) as Record<
      TableName,
      TableV2
    >;
  }

  /** The environment variable that holds a table's real name, with that name. */
  environmentOf(name: TableName): [string, string] {
    return [TABLES[name].env, this.byName[name].tableName];
  }

  /** The ARN of a table, or of an index written `<table>/<index>`. */
  arnOf(store: string): string {
    const [name, index] = store.split('/') as [TableName, string?];
    const { tableArn } = this.byName[name];
    return index === undefined ? tableArn : `${tableArn}/index/${index}`;
  }

  streamArnOf(name: TableName): string {
    const { tableStreamArn } = this.byName[name];
    if (tableStreamArn === undefined) throw new Error(`The table ${name} has no stream`);
    return tableStreamArn;
  }

  /**
   * Makes a table, or makes it again where it was lost: beside the lost one, which stays in the template until nothing
   * imports it any more. What works on tables is led to the new one; address and accounts stay.
   */
  private makeOrRemake(name: TableName, settings: Settings): TableV2 {
    const generation = settings.remadeTables[name];
    if (generation === undefined) return this.makeTable(name, settings);
    const lost = this.makeTable(name, settings, generation - 1);
    for (const value of [lost.tableName, lost.tableArn, lost.tableStreamArn]) {
      if (value !== undefined) Stack.of(this).exportValue(value);
    }
    return this.makeTable(name, settings, generation);
  }

  private makeTable(name: TableName, settings: Settings, generation = 1): TableV2 {
    const { expires, indexes, isSilent } = TABLES[name];
    const keep = settings.stage === 'prod';
    return new TableV2(
      this,
      generation === 1 ? name : `${name}-${generation}`,
      present({
        partitionKey: text(PARTITION_KEY),
        sortKey: text(SORT_KEY),
        globalSecondaryIndexes: indexes.map((index) => ({
          indexName: index.name,
          partitionKey: text(index.partitionKey),
          sortKey: text(index.sortKey),
        })),
        billing: Billing.onDemand(),
        encryption: TableEncryptionV2.awsManagedKey(),
        dynamoStream: isSilent ? undefined : StreamViewType.KEYS_ONLY,
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: keep,
        removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        timeToLiveAttribute: expires ? TTL_ATTRIBUTE : undefined,
      }),
    );
  }
}

function text(name: string): { name: string; type: AttributeType } {
  return { name, type: AttributeType.STRING };
}
