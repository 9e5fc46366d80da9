import { createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from '#runtime/problem.ts';

/** Where a list goes on. */
export interface ListPosition {
  readonly live?: boolean;
  readonly after?: string;
}

export interface Cursors {
  readonly seal: (list: string, position: ListPosition) => Promise<string>;
  /** The position of a cursor that this system has sealed for this list. Raises `invalid-cursor` (400) for any other text. */
  readonly open: (list: string, cursor: string | undefined) => Promise<ListPosition | undefined>;
}

/**
 * Opaque cursors, signed so that nobody can ask the tables for what no list has offered: by the first of the keys. A list
 * that somebody is paging through while keys change goes on, since all of them verify.
 */
export function signedCursors(signingKeys: () => Promise<readonly Uint8Array[]>): Cursors {
  const signedBy = (key: Uint8Array, list: string, payload: string) =>
    createHmac('sha256', key).update(`cursor|${list}|${payload}`).digest('base64url');
  return {
    seal: async (list, position) => {
      const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
      const [newest] = await signingKeys();
      if (!newest) throw new Error('There is no key to sign with');
      return `${payload}.${signedBy(newest, list, payload)}`;
    },
    open: async (list, cursor) => {
      if (cursor === undefined) return undefined;
      const [payload = '', signature = ''] = cursor.split('.');
      const given = Buffer.from(signature);
      const isSigned = (await signingKeys()).some((key) => {
        const wanted = Buffer.from(signedBy(key, list, payload));
        return given.length === wanted.length && timingSafeEqual(given, wanted);
      });
      if (!isSigned) {
        throw new Problem(400, 'invalid-cursor', {
          vi: 'Con trỏ trang không hợp lệ. Hãy tải lại từ đầu danh sách.',
          en: 'The cursor is not valid. Start again from the beginning of the list.',
        });
      }
      return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as ListPosition;
    },
  };
}
