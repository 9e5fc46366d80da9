import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { LANGUAGES, type Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import { type Caller, EVERYWHERE, type HttpRequest, STAFF_GROUPS, type StaffGroup } from './http.ts';

/** What the gateway's authorizers say about the caller: our own for retailers, Cognito's for staff. */
interface Authorization {
  readonly lambda?: {
    readonly retailer?: unknown;
    readonly keyId?: unknown;
    readonly store?: unknown;
  } | null;
  readonly jwt?: { readonly claims?: Readonly<Record<string, unknown>> };
}

/** An event of the HTTP API (payload 2.0), possibly with what an authorizer proved. */
export type GatewayEvent = APIGatewayProxyEventV2 & {
  readonly requestContext: { readonly authorizer?: Authorization };
};

/** Undoes the gateway's encodings: base64 bodies, percent-encoded names, header case, claims as text. */
export function readRequest(event: GatewayEvent): HttpRequest {
  const headers = Object.fromEntries(
    Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? '']),
  );
  return {
    routeKey: event.routeKey,
    params: decoded(event.pathParameters),
    query: definedOf(event.queryStringParameters),
    headers,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    language: languageOf(headers['accept-language']),
    requestId: event.requestContext.requestId,
    caller: callerOf(event.requestContext.authorizer),
  };
}

/** English when the caller prefers it over Vietnamese; Vietnamese otherwise. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: { language: Language; quality: number } | undefined;
  for (const range of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = LANGUAGES.find((known) => tag === known || tag.startsWith(`${known}-`));
    const quality = Number(
      parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    if (language && quality > (best?.quality ?? 0)) best = { language, quality };
  }
  return best?.language ?? 'vi';
}

function callerOf(authorization: Authorization | undefined): Caller {
  const { retailer, keyId, store } = authorization?.lambda ?? {};
  if (typeof retailer === 'string' && typeof keyId === 'string') {
    if (store === undefined) return { kind: 'retailer', retailer, keyId };
    // A key that is for one store is never taken for one that is for all.
    return typeof store === 'string' && store !== ''
      ? { kind: 'retailer', retailer, keyId, store }
      : { kind: 'public' };
  }
  const claims = authorization?.jwt?.claims;
  // An access token passes the gateway, too, and says nothing of a person's places: only an id token is taken.
  if (claims?.['token_use'] !== 'id') return { kind: 'public' };
  const person = claims['custom:person'];
  return present({
    kind: 'staff' as const,
    person: typeof person === 'string' && person !== '' ? person : undefined,
    account: String(claims['sub'] ?? ''),
    groups: listClaim(claims['cognito:groups']).filter((group): group is StaffGroup =>
      (STAFF_GROUPS as readonly string[]).includes(group),
    ),
    places: placesOf(claims['custom:places']),
  });
}

/** Ids separated by blanks or commas, or `*` alone; whatever else the attribute holds names no place. */
function placesOf(claim: unknown): string[] {
  if (typeof claim !== 'string') return [];
  if (claim.trim() === EVERYWHERE) return [EVERYWHERE];
  const named = listClaim(claim);
  return named.every((place) => /^[A-Za-z0-9/._~-]+$/.test(place)) ? named : [];
}

/** A claim that holds several values; the HTTP API writes an array claim as the text "[staff lead]". */
function listClaim(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.map(String);
  if (typeof claim !== 'string') return [];
  return claim
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter(Boolean);
}

/** Ids never hold a percent sign, so undoing an encoding that the gateway has undone already changes nothing. */
function decoded(values: Readonly<Record<string, string | undefined>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(definedOf(values)).map(([name, value]) => [name, percentDecoded(value)]));
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function definedOf(values: Readonly<Record<string, string | undefined>> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
