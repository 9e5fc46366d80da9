import { catalogue } from '#catalog/city.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { businessDayOf, DEFAULT_CUT_OFF } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Accounts } from '#domain/people/account.ts';
import { PERSON_ID_BYTES, personIdFrom } from '#domain/people/person-id.ts';
import { isOnLambda } from '#domain/people/webhook-host.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { httpHandler } from '#runtime/http-handler.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { sealedBy, systemKeys } from '#runtime/system-keys.ts';
import { cognitoAccounts, cognitoClient } from '#sign-in/cognito-accounts.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { balancesByProduct } from '#storage/registry/balances.ts';
import { personIdOfAccount } from '#storage/registry/former-ids.ts';
import { rememberedStores } from '#storage/registry/remembered-stores.ts';
import { registryStore } from '#storage/registry.ts';
import { type KeptReport, packStoreDay, reportStore } from '#storage/reports.ts';
import { hashSecret, isPhoneKey, newEnrolmentCode, newKey } from '#storage/retailer-key.ts';
import { type DaysOfTrail, type LineKind, trailStore } from '#storage/trail.ts';
import type { LinesRequest } from '#storage/trail-pages.ts';
import { deskDefaultsOf, readDesk } from '#telling/attention.ts';
import { alertRoutes } from './alerts/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { deskRoutes } from './desk/routes.ts';
import { doubtRoutes } from './doubts/routes.ts';
import { eventRoutes } from './events/routes.ts';
import { answersByContract } from './http/by-contract.ts';
import { signedCursors } from './http/cursor.ts';
import { nameWhoActed } from './http/name-who-acted.ts';
import { noteLook } from './http/note-look.ts';
import { marketRoutes } from './market/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { registerRoutes } from './register/routes.ts';
import { ruleRoutes } from './rules/routes.ts';
import { suggestionRoutes } from './suggestions/routes.ts';
import { todayRoutes } from './today/routes.ts';
import { verificationRoutes } from './verification/routes.ts';

/** Answers the staff: the market, alerts, suggestions, coverage, rules, people and the register of retailers. */
export const createHandler = (
  { env, dynamodb, clock, randomBytes }: Platform,
  city: Catalogue,
  accounts: Accounts = accountsOf(env),
) => {
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE', 'TRAIL_TABLE']);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const keys = systemKeys(env, clock);
  const trail = trailStore(dynamodb, tables.TRAIL_TABLE, env['TRAIL_YEARS']);
  const desk = deskStore(dynamodb, tables.DESK_TABLE);
  const reports = reportStore(dynamodb, tables.MARKET_TABLE, clock);
  const ports = {
    ...registry,
    ...marketStore(dynamodb, tables.MARKET_TABLE, clock),
    ...reports,
    putStoreDay: (
      day: StoreDay,
      revision: number,
      { hash, refused }: Pick<KeptReport, 'hash' | 'refused'>,
      lines: readonly AuditEntry[],
    ) => reports.putReport(packStoreDay(day), revision, hash, refused, lines),
    ...desk,
    clock,
    linesBetween: (kind: LineKind, days: DaysOfTrail, page: LinesRequest) =>
      trail.linesBetween(kind, days, page, kind === 'change' ? [registry.formerLines] : []),
    addLook: (line: AuditEntry) => trail.addLine(line, 'look'),
    ...balancesByProduct(registry, city),
    listStores: rememberedStores(registry, clock),
    newKey: (retailer: string) => newKey(retailer, randomBytes),
    newEnrolmentCode: () => newEnrolmentCode(randomBytes),
    hashSecret,
    isPhoneKey,
    newPersonId: () => personIdFrom(randomBytes(PERSON_ID_BYTES)),
    accounts,
    isOnLambda: isOnLambda(env),
    cursors: signedCursors(async () => {
      const own = (await keys()).map(({ key }) => Buffer.from(key, 'base64url'));
      // Where no secret is set, a key of the registry signs.
      return own.length > 0 ? own : [await registry.signingKey(() => randomBytes(32))];
    }),
    sealSecret: async (secret: string) => sealedBy(await keys(), secret),
    today: () => businessDayOf(clock()),
    cutOff: env['CUT_OFF'] ?? DEFAULT_CUT_OFF,
    catalogue: city,
    desk: readDesk(registry, city, env),
    deskDefaults: deskDefaultsOf(env),
  };
  // For looks at what need not be of this very moment: such reads cost half.
  const laggingRegistry = registryStore(dynamodb, tables.REGISTRY_TABLE, 'lagging');
  const lagging = {
    ...ports,
    ...marketStore(dynamodb, tables.MARKET_TABLE, clock, 'lagging'),
    ...deskStore(dynamodb, tables.DESK_TABLE, 'lagging'),
    ...balancesByProduct(laggingRegistry, city),
    readRetailer: laggingRegistry.readRetailer,
    foodSafetyHolds: laggingRegistry.foodSafetyHolds,
  };
  return httpHandler(
    answersByContract(
      {
        ...marketRoutes(ports, lagging),
        ...alertRoutes(ports, lagging),
        ...eventRoutes(ports),
        ...deskRoutes(ports),
        ...verificationRoutes(ports),
        ...suggestionRoutes(ports),
        ...registerRoutes(ports),
        ...peopleRoutes(ports),
        ...ruleRoutes(ports),
        ...todayRoutes(lagging),
        ...doubtRoutes(ports),
        ...auditRoutes(ports),
      },
      { personIdOfAccount, nameWhoActed: nameWhoActed(ports), noteLook: noteLook(ports) },
    ),
  );
};

/** The accounts of the user pool that the environment names; the client is made by who first needs one. */
function accountsOf(env: Platform['env']): Accounts {
  let made: Accounts | undefined;
  const accounts = () => {
    made ??= cognitoAccounts(cognitoClient(), requireSettings(env, ['USER_POOL_ID']).USER_POOL_ID);
    return made;
  };
  return {
    invite: (facts, account) => accounts().invite(facts, account),
    settle: (facts, account) => accounts().settle(facts, account),
    resetSecondFactor: (facts, account) => accounts().resetSecondFactor(facts, account),
    remove: (account) => accounts().remove(account),
  };
}

export const handler = onColdStart(() => createHandler(lambdaPlatform(), catalogue));
