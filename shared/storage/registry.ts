import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { articleStore } from './registry/articles.ts';
import { formerTrailStore } from './registry/audit-trail.ts';
import { balanceStore } from './registry/balances.ts';
import { holdStore } from './registry/holds.ts';
import { openedDayStore } from './registry/opened-days.ts';
import { personStore } from './registry/people.ts';
import { phoneStore } from './registry/phones.ts';
import { rebuildStore } from './registry/rebuilds.ts';
import { refusedPairStore } from './registry/refused-pairs.ts';
import { retailerStore } from './registry/retailers.ts';
import { ruleStore } from './registry/rules.ts';
import { signingKeyStore } from './registry/signing-key.ts';
import { unmappedStore } from './registry/unmapped-articles.ts';
import type { Table } from './table-client.ts';

/**
 * The registry table: who reports, who is told, and by which rules.
 * Reads are strongly consistent unless they may lag; each write is one item, and conditional where two people may write at once.
 */
export function registryStore(dynamodb: DynamoDBDocumentClient, name: string, reads?: Table['reads']) {
  const table: Table = { dynamodb, name, is: 'registry', reads };
  return {
    ...retailerStore(table),
    ...phoneStore(table),
    ...articleStore(table),
    ...unmappedStore(table),
    ...personStore(table),
    ...ruleStore(table),
    ...refusedPairStore(table),
    ...holdStore(table),
    ...balanceStore(table),
    ...openedDayStore(table),
    ...rebuildStore(table),
    ...formerTrailStore(table),
    ...signingKeyStore(table),
  };
}
