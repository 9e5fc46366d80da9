import type { falseAlarms as vi } from '../vi/false-alarms.ts';

export const falseAlarms: typeof vi = {
  'data-error': 'an error in the data',
  'unit-mistaken': 'a mistaken unit',
  promotion: 'a promotion',
  closed: 'a closed outlet',
  seasonal: 'the season',
  other: 'another reason',
  unstated: 'no reason given',
};
