import { type Caller, callerOf } from './call-api.ts';
import type { Outputs } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';
import { staffSignIn } from './sign-in.ts';
import { OTHER_WARD } from './the-market.ts';

/** A signed-in person: the token, and the API as this person sees it. */
export interface Colleague extends Caller {
  readonly email: string;
  readonly token: string;
  /** The other token of the same sign-in, which proves who it is and nothing of places. */
  readonly accessToken: string;
}

/** Everybody of the administration who takes part. */
export interface Staff {
  readonly admin: Colleague;
  readonly lead: Colleague;
  readonly officer: Colleague;
  /** An officer who is in charge of another ward only. */
  readonly elsewhere: Colleague;
  /** An administrator whose account was made before `*` had to be said. */
  readonly placeless: Colleague;
  /** Somebody with an account and in no group. */
  readonly groupless: Colleague;
}

export async function hireStaff(emulator: Emulator, outputs: Outputs): Promise<Staff> {
  const { makeAccount, signIn } = staffSignIn(emulator, outputs);
  const hire = async (
    name: string,
    rights: { readonly group?: 'staff' | 'lead' | 'admin'; readonly places?: string },
  ) => {
    const email = `${name}@binh-on.example`;
    await makeAccount({ email, ...rights });
    const { id: token, access: accessToken } = await signIn(email);
    return { email, token, accessToken, ...callerOf(outputs.ApiUrl, token) };
  };
  return {
    admin: await hire('quan-tri', { group: 'admin', places: '*' }),
    lead: await hire('truong-phong', { group: 'lead', places: '*' }),
    officer: await hire('can-bo', { group: 'staff', places: '*' }),
    elsewhere: await hire('can-bo-noi-khac', { group: 'staff', places: OTHER_WARD }),
    placeless: await hire('quan-tri-cu', { group: 'admin' }),
    groupless: await hire('khach', { places: '*' }),
  };
}
