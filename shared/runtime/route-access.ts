import type { Access } from '#contract/routes.ts';
import { type Caller, EVERYWHERE, type StaffGroup } from './http.ts';
import { Problem } from './problem.ts';

/** The groups that may do what a group may do: an admin is a lead, a lead is staff. */
const AT_LEAST: Readonly<Record<StaffGroup, readonly StaffGroup[]>> = {
  staff: ['staff', 'lead', 'admin'],
  lead: ['lead', 'admin'],
  admin: ['admin'],
};

/** Raises `not-signed-in` (401) or `not-allowed` (403) unless the caller may use a route of this access. */
export function requireAccess(caller: Caller, access: Access): void {
  if (mayUse(caller, access)) return;
  if (caller.kind === 'public') {
    throw new Problem(401, 'not-signed-in', {
      vi: 'Cần đăng nhập (gửi IdToken, không gửi AccessToken) hoặc gửi khóa truy cập.',
      en: 'Sign in (send the IdToken, not the AccessToken) or send a key.',
    });
  }
  if (caller.kind === 'retailer' && caller.store !== undefined && access === 'retailer') {
    throw new Problem(403, 'store-key-only', {
      vi: 'Khóa của điện thoại chỉ báo cáo và xem được điểm bán của nó. Việc này cần khóa của đơn vị.',
      en: "A phone's key only reports and reads its own store. This needs a key of the retailer.",
    });
  }
  throw new Problem(403, 'not-allowed', {
    vi: 'Tài khoản này không có quyền thực hiện việc này.',
    en: 'This account may not do that.',
  });
}

function mayUse(caller: Caller, access: Access): boolean {
  if (access === 'public') return true;
  if (access === 'store') return caller.kind === 'retailer';
  if (access === 'retailer') return caller.kind === 'retailer' && caller.store === undefined;
  return caller.kind === 'staff' && caller.groups.some((group) => AT_LEAST[access].includes(group));
}

/** The retailer whose store a key may report and read; none of another's, and of a phone's key none but its own. */
export function retailerFor(caller: Caller, store: string): string | undefined {
  if (caller.kind !== 'retailer') return undefined;
  return caller.store === undefined || caller.store === store ? caller.retailer : undefined;
}

/** Those of a retailer's stores that its key may report and read. */
export function storesFor<Each extends { readonly id: string }>(caller: Caller, stores: readonly Each[]): Each[] {
  return stores.filter(({ id }) => retailerFor(caller, id) !== undefined);
}

/** True for a person who is limited to no place. */
export function seesEverywhere({ places }: { readonly places: readonly string[] }): boolean {
  return places.includes(EVERYWHERE);
}

/** Raises `city-wide-only` (403) for a person limited to some places: what is changed here holds everywhere. */
export function requireCityWide(person: { readonly places: readonly string[] }): void {
  if (seesEverywhere(person)) return;
  throw new Problem(403, 'city-wide-only', {
    vi: 'Thay đổi này có hiệu lực trên toàn địa bàn nên tài khoản chỉ phụ trách một số nơi không được thực hiện.',
    en: 'This holds everywhere, so an account that is limited to some places may not change it.',
  });
}
