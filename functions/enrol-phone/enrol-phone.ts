import { OPERATIONS } from '#contract/operations.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { Enrolment, PhoneKey } from '#domain/report/phone-key.ts';
import { type StoreKey, storeKey } from '#domain/store.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { mediaTypeOf, parseWith, readJson, unsupportedType } from '#runtime/request-body.ts';
import { requireNoParameters } from '#runtime/request-query.ts';

export interface EnrolPhonePorts {
  readonly readEnrolment: (store: StoreKey) => Promise<{ value: Enrolment; hash: string } | undefined>;
  readonly putEnrolment: (enrolment: Enrolment, expected?: string) => Promise<boolean>;
  /** Kept once, and the line of the trail with it: false where it is there already. */
  readonly putPhoneKey: (key: PhoneKey, expected: undefined, lines: readonly AuditEntry[]) => Promise<boolean>;
  readonly matchesCode: (code: string, hash: string) => boolean;
  readonly newSecret: () => string;
  readonly phoneKeyFrom: (retailer: string, secret: string) => { keyId: string; bearer: string; hash: string };
  readonly clock: () => number;
}

const { body: asked, answer } = OPERATIONS['POST /v1/enrolments'];

/** More than any phone says: whoever asks without a key is not read at length. */
const MOST_BYTES = 2048;
/** Each is lost to another phone that uses the same sheet at the same moment. */
const MOST_ROUNDS = 20;
/** Compared with where a store has no sheet: a guess costs the same then. */
const NO_CODE = 'A'.repeat(43);

/**
 * `POST /v1/enrolments`: turns the code of a sheet into a key of the phone's own.
 *
 * The phone's place on the sheet is taken before the key is kept: of two phones at once none is beyond the count, and a
 * phone that asks again with its secret has the key that it was to have.
 */
export function enrolPhone(ports: EnrolPhonePorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    requireNoParameters(request);
    if (request.body.length > MOST_BYTES) throw tooLarge();
    if (mediaTypeOf(request) !== 'application/json') throw unsupportedType(['application/json']);
    const { retailer, store: id, code, name, secret = ports.newSecret() } = parseWith(asked, readJson(request));
    const store = storeKey(retailer, id);
    const key = ports.phoneKeyFrom(retailer, secret);
    const place = await takePlace(ports, store, code, key.keyId);
    const at = ports.clock();
    const shown = name ?? `#${place}`;
    const { keyId } = key;
    // Not how the phone is called: that may name somebody, and a line is never taken back.
    const line: AuditEntry = { at, by: keyId, action: 'enrol-phone', subject: `key/${keyId}`, after: { store } };
    await ports.putPhoneKey({ id: keyId, store, name: shown, hash: key.hash, createdAt: at }, undefined, [line]);
    const body = { keyId, bearer: key.bearer, retailer, store: id };
    return { status: 201, body: answer.parse(body), logged: { keyId } };
  };
}

/** The place of a phone on its store's sheet, counted from 1. */
async function takePlace(ports: EnrolPhonePorts, store: StoreKey, code: string, keyId: string): Promise<number> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const kept = await ports.readEnrolment(store);
    if (!ports.matchesCode(code, kept?.value.codeHash ?? NO_CODE) || !kept) throw unknownCode();
    const { value: sheet, hash } = kept;
    const known = sheet.keys.indexOf(keyId);
    if (known >= 0) return known + 1;
    if (ports.clock() >= sheet.expiresAt) throw codeExpired();
    if (sheet.keys.length >= sheet.phones) throw codeUsedUp(sheet.phones);
    if (await ports.putEnrolment({ ...sheet, keys: [...sheet.keys, keyId] }, hash)) return sheet.keys.length + 1;
  }
  throw new Problem(
    429,
    'busy',
    {
      vi: 'Nhiều máy đang dùng mã này cùng lúc. Hãy thử lại sau vài giây.',
      en: 'Many phones are using this code at once. Try again in a few seconds.',
    },
    { retryAfterSeconds: 2 },
  );
}

function tooLarge(): Problem {
  return new Problem(413, 'body-too-large', {
    vi: 'Nội dung gửi lên quá lớn.',
    en: 'The body is too large.',
  });
}

function unknownCode(): Problem {
  return new Problem(404, 'unknown-code', {
    vi: 'Mã trên tờ này không dùng được: mã sai, hoặc đã có tờ mới thay. Hãy xin tờ mới.',
    en: 'This code does not work: it is wrong, or a newer sheet has replaced it. Ask for a new sheet.',
  });
}

function codeExpired(): Problem {
  return new Problem(409, 'code-expired', {
    vi: 'Mã trên tờ này đã hết hạn. Hãy xin tờ mới.',
    en: 'The code of this sheet has run out. Ask for a new sheet.',
  });
}

function codeUsedUp(phones: number): Problem {
  return new Problem(
    409,
    'code-used-up',
    {
      vi: `Mã trên tờ này đã dùng đủ ${phones} máy. Hãy xin tờ mới, hoặc thu hồi một máy cũ rồi in lại.`,
      en: `This sheet has been used by all of its ${phones} phones. Ask for a new one.`,
    },
    { phones },
  );
}
