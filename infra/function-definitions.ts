import type { Kind } from '#storage/kinds.ts';
import type { TableName } from '#storage/tables.ts';

/** What a role may do to a table's items. `Scan` is not here: nothing in the system reads a whole table. */
type ItemAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem';

/** A table, or one of its indexes as `<table>/<index>`. */
export type Store = TableName | `${TableName}/${string}`;

export interface FunctionDefinition {
  readonly purpose: string;
  /** What people notice while it fails: the first sentence of its alarms and of its entry in the runbook. */
  readonly errorImpact: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** All that the function's role may do to data. */
  readonly access: Readonly<Partial<Record<Store, readonly ItemAction[]>>>;
  /** The kinds of items of the registry that it reads and writes: its role reaches no other. */
  readonly registryKinds?: { readonly read: readonly Kind[]; readonly written?: readonly Kind[] };
  /** True for functions that sign cursors, or seal and open secrets of webhooks. */
  readonly holdsKeys?: true;
  /** True for the one function that exports the audit trail. */
  readonly exportsTrail?: true;
  /** True for the one function that forgets contacts of who has closed for good. */
  readonly forgetsContacts?: true;
  /** True for functions that are told the cut-off of the day. */
  readonly knowsCutOff?: true;
  /** True for the one function that makes, changes and disables the sign-in accounts of staff. */
  readonly keepsAccounts?: true;
  /** True for the one function that publishes to the topic and sends mail. */
  readonly notifies?: true;
  /** True for functions that put messages into the queue of deliveries: they know who is told. */
  readonly asksForDelivery?: true;
  /** True for functions that decide or show who can be told: they know which channels this deployment has. */
  readonly knowsChannels?: true;
}

/** All that the function which keeps the accounts of staff may do to their user pool, and no other function may. */
export const ACCOUNT_ACTIONS = [
  'AdminAddUserToGroup',
  'AdminCreateUser',
  'AdminDeleteUser',
  'AdminDisableUser',
  'AdminEnableUser',
  'AdminGetUser',
  'AdminRemoveUserFromGroup',
  'AdminUpdateUserAttributes',
  'AdminUserGlobalSignOut',
] as const;

/** The HTTP API gives up after 30 s; the function ends before, so that the caller gets an answer of ours. */
const HTTP_SECONDS = 29;
/** One whole processor: reports are parsed, packed and compressed by it. */
const WHOLE_PROCESSOR_MB = 1769;

/** Every folder of `functions/`, what it needs and what it may touch: a role grants this table and nothing more. */
export const FUNCTIONS = {
  'authorize-retailer': {
    purpose: 'Checks a retailer key for the gateway.',
    errorImpact: 'Retailers whose key is not in the gateway cache are turned away and cannot report.',
    memoryMb: 512,
    timeoutSeconds: 5,
    access: { registry: ['GetItem'] },
    registryKinds: { read: ['retailer', 'phone'] },
  },
  'enrol-phone': {
    purpose: 'Turns the code of a printed sheet into a key of a phone.',
    errorImpact: 'New phones cannot be let in; phones that have a key report as before.',
    memoryMb: 512,
    timeoutSeconds: 10,
    // Anybody may ask it, so it reaches no market and no alert.
    access: { registry: ['GetItem', 'PutItem'] },
    registryKinds: { read: ['enrolment'], written: ['enrolment', 'phone'] },
  },
  'describe-api': {
    purpose: 'Answers the health check, the OpenAPI document and the list of goods.',
    errorImpact: 'Health checks fail, and the contract and the list of goods cannot be read; reports and alerts go on.',
    memoryMb: 512,
    timeoutSeconds: 10,
    access: {},
  },
  'ingest-report': {
    purpose: 'Takes reports of retailers and files of past prices.',
    errorImpact: 'Reports get a 5xx answer and are not kept; retailers have to send them again.',
    memoryMb: WHOLE_PROCESSOR_MB,
    timeoutSeconds: HTTP_SECONDS,
    access: {
      market: ['GetItem', 'Query', 'PutItem'],
      desk: ['GetItem'],
      registry: ['GetItem', 'Query', 'PutItem'],
    },
    registryKinds: {
      read: ['store', 'article', 'unmapped', 'rebuild', 'rebuilt'],
      written: ['unmapped', 'rebuild'],
    },
  },
  'serve-retailer': {
    purpose: 'Shows a retailer what is kept of it.',
    errorImpact: 'Retailers cannot look up their reports; what they report is still kept.',
    memoryMb: 1024,
    timeoutSeconds: HTTP_SECONDS,
    access: { market: ['GetItem', 'Query', 'PutItem'], registry: ['GetItem', 'Query', 'PutItem'] },
    registryKinds: { read: ['retailer', 'store', 'article', 'unmapped'], written: ['article'] },
    knowsCutOff: true,
  },
  'serve-staff': {
    purpose: 'Answers the staff: market, alerts, suggestions, coverage, rules, register, people and their accounts.',
    errorImpact: 'Staff cannot see the market or work on alerts; alerts are still raised and mailed.',
    memoryMb: 1024,
    timeoutSeconds: HTTP_SECONDS,
    access: {
      market: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
      desk: ['GetItem', 'Query', 'PutItem'],
      'desk/list': ['Query'],
      registry: ['GetItem', 'Query', 'PutItem'],
      trail: ['Query', 'PutItem'],
    },
    registryKinds: {
      read: [
        'retailer',
        'store',
        'article',
        'unmapped',
        'register',
        'enrolment',
        'phone',
        'person',
        'personal',
        'recipient',
        'rule',
        'refusal',
        'hold',
        'setting',
        'balance',
        'secret',
        'audit',
      ],
      written: [
        'retailer',
        'store',
        'article',
        'register',
        'enrolment',
        'phone',
        'person',
        'personal',
        'recipient',
        'rule',
        'refusal',
        'hold',
        'setting',
        'secret',
      ],
    },
    knowsCutOff: true,
    keepsAccounts: true,
    holdsKeys: true,
    knowsChannels: true,
  },
  'assess-place': {
    purpose: 'Assesses each place-day that reports, parts or carries have changed.',
    errorImpact: 'Prices are kept but not assessed: no new alert is raised for the places concerned.',
    memoryMb: WHOLE_PROCESSOR_MB,
    timeoutSeconds: 300,
    access: {
      market: ['GetItem', 'Query', 'PutItem'],
      desk: ['GetItem', 'PutItem'],
      registry: ['GetItem', 'Query', 'PutItem'],
      trail: ['PutItem'],
    },
    registryKinds: { read: ['rule', 'balance', 'rebuild', 'rebuilt'], written: ['balance', 'rebuild'] },
  },
  'reconcile-alerts': {
    purpose: "Makes a place's alerts tell its current episodes.",
    errorImpact: 'Episodes are found but alerts are neither opened, raised nor closed.',
    memoryMb: 1024,
    timeoutSeconds: 120,
    access: { desk: ['GetItem', 'Query', 'PutItem'], trail: ['PutItem'] },
  },
  'respond-to-alert': {
    purpose: 'Gathers alerts into events, finds supply for them, and notes whom there is something to tell.',
    errorImpact: 'Alerts stand in the API, but nobody is told and no supply is suggested.',
    memoryMb: 1024,
    // A first search waits for suppliers whose reports are pending.
    timeoutSeconds: 110,
    access: {
      market: ['GetItem'],
      desk: ['GetItem', 'Query', 'PutItem'],
      'desk/list': ['Query'],
      registry: ['GetItem', 'Query'],
    },
    registryKinds: {
      read: ['retailer', 'store', 'person', 'personal', 'recipient', 'refusal', 'hold', 'setting', 'balance'],
    },
    asksForDelivery: true,
    knowsChannels: true,
  },
  'deliver-messages': {
    purpose: 'Tells people what is news to them, and notes what comes back.',
    errorImpact: 'Events and alerts stand in the API, but nobody is told of them.',
    // It waits for mail servers most of its time, which is paid for by the memory.
    memoryMb: 1024,
    // Below the lease of a mail (shared/delivery/channels): a second run never mails beside the first. Webhooks, with a
    // shorter lease, carry an idempotency key.
    timeoutSeconds: 110,
    access: {
      market: ['GetItem', 'Query'],
      desk: ['GetItem', 'Query', 'PutItem'],
      'desk/list': ['Query'],
      registry: ['GetItem', 'Query'],
    },
    registryKinds: { read: ['retailer', 'store', 'register', 'person', 'personal', 'recipient', 'hold', 'setting'] },
    asksForDelivery: true,
    knowsChannels: true,
    notifies: true,
    holdsKeys: true,
    knowsCutOff: true,
  },
  'close-day': {
    purpose: 'Matches all goods of the city after the cut-off, family by family, and again when it is asked to.',
    errorImpact: 'Nobody is told who could supply whom for goods without an alert; alerts have their own suggestions.',
    memoryMb: WHOLE_PROCESSOR_MB,
    timeoutSeconds: 180,
    access: {
      market: ['GetItem', 'Query', 'PutItem'],
      desk: ['GetItem', 'Query', 'PutItem'],
      'desk/list': ['Query'],
      registry: ['GetItem', 'Query'],
    },
    registryKinds: { read: ['retailer', 'store', 'refusal', 'hold', 'setting', 'balance'] },
  },
  'open-day': {
    purpose:
      'Opens the places each morning, and again when stores or rules change; has goods matched again that are held or refused.',
    errorImpact: 'The business day is not opened, or not by its new rules: reports are kept but wait unassessed.',
    memoryMb: 1024,
    timeoutSeconds: 300,
    forgetsContacts: true,
    access: {
      market: ['GetItem', 'PutItem'],
      desk: ['GetItem'],
      registry: ['GetItem', 'Query', 'PutItem'],
      trail: ['PutItem'],
    },
    registryKinds: {
      read: [
        'retailer',
        'store',
        'article',
        'register',
        'enrolment',
        'phone',
        'person',
        'rule',
        'refusal',
        'hold',
        'setting',
        'calendar',
        'rebuild',
        'rebuilt',
      ],
      written: [
        'retailer',
        'store',
        'article',
        'register',
        'enrolment',
        'phone',
        'person',
        'rule',
        'refusal',
        'hold',
        'setting',
        'calendar',
        'rebuild',
      ],
    },
  },
  'export-trail': {
    purpose: 'Exports the audit trail each night to where nobody can change it.',
    errorImpact: 'The audit trail is kept in its table alone; it is exported once this is mended.',
    memoryMb: 512,
    timeoutSeconds: 300,
    access: { trail: ['Query'], registry: ['Query'] },
    registryKinds: { read: ['audit'] },
    exportsTrail: true,
  },
  'rebuild-places': {
    purpose:
      'Folds the days of a place anew from the reports that are kept: after files of past prices, and where asked.',
    errorImpact:
      'Past prices that were sent as files are kept but not folded: alerts lack the references they would give.',
    // The memories of a whole city lie in it at once. More than this new accounts may not ask for.
    memoryMb: 3008,
    timeoutSeconds: 900,
    access: {
      market: ['GetItem', 'Query', 'PutItem'],
      desk: ['GetItem', 'PutItem'],
      registry: ['GetItem', 'Query', 'PutItem'],
    },
    registryKinds: { read: ['store', 'rule', 'balance', 'rebuild'], written: ['balance', 'rebuild', 'rebuilt'] },
  },
} as const satisfies Record<string, FunctionDefinition>;

export type FunctionName = keyof typeof FUNCTIONS;
export const FUNCTION_NAMES = Object.keys(FUNCTIONS) as readonly FunctionName[];

export function definitionOf(name: FunctionName): FunctionDefinition {
  return FUNCTIONS[name];
}

/** The function's one file of entry, from the root of the project. */
export function entryOf(name: FunctionName): string {
  return `functions/${name}/handler.ts`;
}

/** The name as one of the table, or an error that says who asked for it: routes and subscriptions name functions too. */
export function knownFunction(name: string, asker: string): FunctionName {
  if (name in FUNCTIONS) return name as FunctionName;
  throw new Error(`${asker} names the function ${name}, which infra/function-definitions.ts does not define`);
}
