import { FIGURES } from '#domain/figures.ts';
import type { ReaderWords } from './vi.ts';

const { number } = FIGURES.en;

/** The English words around the contract. */
export const en: ReaderWords = {
  title: 'API documentation',
  skip: 'To the content',
  otherLanguage: 'Tiếng Việt',
  about:
    'Shops report prices and stock; staff see where a price moves or stock runs short, and who could supply whom. Paths begin at the server that has shown this page. Refusals are `application/problem+json`: their `code` is stable, their `detail` in the language of `Accept-Language`.',
  partlyEnglish: '',
  machine: 'The OpenAPI 3.1 document, for machines',
  contents: 'Contents',
  schemas: 'Forms of data',
  parameters: 'Parameters',
  body: 'Body',
  answer: 'Answer',
  refusals: 'Refusals',
  example: 'Example',
  nothingToSay: 'Nothing is said.',
  required: 'required',
  anything: 'any value',
  or: 'or',
  listOf: (type) => `list of ${type}`,
  byName: (type) => `by name: ${type}`,
  range: (least, most) =>
    [least === undefined ? '' : `from ${number(least)}`, most === undefined ? '' : `to ${number(most)}`]
      .join(' ')
      .trim(),
  atMostLetters: (letters) => `at most ${number(letters)} characters`,
  atMostItems: (items) => `at most ${number(items)} items`,
  usually: (value) => `default ${value}`,
  types: { string: 'text', boolean: 'true or false' },
  tags: {
    Retailers: 'Retailers',
    Market: 'Market',
    Events: 'Events',
    Alerts: 'Alerts',
    Suggestions: 'Suggestions of supply',
    Registry: 'Registry',
    People: 'People',
    Rules: 'Rules',
    System: 'System',
  },
  access: {
    public: 'For anyone, without signing in.',
    store: "Needs the key of a store's phone, or of its retailer: `Authorization: Bearer <name>.<secret>`.",
    retailer: 'Needs a key of a retailer: `Authorization: Bearer <name>.<secret>`.',
    staff: 'For staff who are signed in, at the places that they are in charge of.',
    lead: 'For leads (group `lead`) who are signed in.',
    admin: 'For administrators (group `admin`) who are signed in.',
  },
  statuses: {},
};
