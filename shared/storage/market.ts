import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { assessmentStore } from './market/assessments.ts';
import { comparedPricesStore } from './market/compared-prices.ts';
import { daysInBriefStore } from './market/days-in-brief.ts';
import { lastReportStore } from './market/last-reports.ts';
import { openedDayStore } from './market/opened-days.ts';
import { placeDayStore } from './market/place-days.ts';
import { reportingStores } from './market/reporting-stores.ts';
import { wholeDayStore } from './market/whole-days.ts';
import type { Table } from './table-client.ts';

/** The place-days of the market: reads for assessing and for showing, and conditional writes of the outputs. */
export function marketStore(
  dynamodb: DynamoDBDocumentClient,
  name: string,
  clock: () => number,
  reads?: Table['reads'],
) {
  const table: Table = { dynamodb, name, is: 'market', reads };
  const assessments = assessmentStore(table);
  return {
    ...placeDayStore(table, clock),
    ...wholeDayStore(table, clock),
    ...openedDayStore(table, clock),
    ...assessments,
    ...daysInBriefStore(table, assessments),
    ...reportingStores(table, clock),
    ...lastReportStore(table),
    ...comparedPricesStore(table, clock),
  };
}
