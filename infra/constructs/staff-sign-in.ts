import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Access } from '#contract/routes.ts';
import { ACCOUNT_ACTIONS } from '../function-definitions.ts';
import { CALLBACK_PATH } from '../pages/hosted-sign-in.ts';
import type { Settings } from '../settings.ts';

type StaffGroup = Exclude<Access, 'public' | 'store' | 'retailer'>;

/** Each group may also do what those above it may. */
const GROUPS: Readonly<Record<StaffGroup, string>> = {
  staff: 'Sees the market, works on alerts and suggestions.',
  lead: 'Also sets thresholds and price ceilings.',
  admin: 'Also registers retailers, stores, keys and people, and imports history.',
};

/** What a client may read of an account, and what of it the person may change. */
const ATTRIBUTES = {
  readAttributes: new ClientAttributes()
    .withStandardAttributes({ email: true, emailVerified: true, fullname: true, locale: true })
    .withCustomAttributes('places', 'person'),
  // Without this a signed-in person could widen the places of their own account, or act as somebody else.
  writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true, locale: true }),
};

/** How the pages let people sign in: at a page of the user pool, which sends them back with a code. */
interface SignInOfPages {
  readonly client: UserPoolClient;
  /** Origin of the user pool's own page. */
  readonly url: string;
}

/** Where staff sign in: accounts are made by an administrator, with a second factor in production. */
export class StaffSignIn extends Construct {
  readonly userPool: UserPool;
  /** For the shell: administrators and tests, with credentials of the account. */
  readonly client: UserPoolClient;
  /** For browsers; absent until the address of the pages is known. */
  readonly pages: SignInOfPages | undefined;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const keep = settings.stage === 'prod';
    this.userPool = new UserPool(this, 'Users', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: {
        // Limits a person to some places, separated by spaces.
        places: new StringAttribute({ mutable: true, maxLen: 2048 }),
        // The opaque id of the person's record; one made before people had records gets it later.
        person: new StringAttribute({ mutable: true, maxLen: 64 }),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: keep ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    if (!keep) {
      Validations.of(this.userPool).acknowledge({
        id: 'AwsSolutions-COG2',
        reason: 'Only the dev stage, which holds no real data, lets automated tests sign in without a second factor.',
      });
    }
    for (const [groupName, description] of Object.entries(GROUPS)) {
      new UserPoolGroup(this, groupName, { userPool: this.userPool, groupName, description });
    }
    this.client = this.userPool.addClient('Pages', {
      authFlows: { userSrp: true, adminUserPassword: true },
      generateSecret: false,
      disableOAuth: true,
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      ...ATTRIBUTES,
    });
    const { pages, publicUrl } = settings;
    this.pages = pages && publicUrl !== undefined ? this.addSignInOfPages(settings, publicUrl) : undefined;
  }

  /** A code that only who asked for it can redeem (PKCE), since a page can keep no secret. */
  private addSignInOfPages({ deployment, stage }: Settings, publicUrl: string): SignInOfPages {
    // Taken by nobody else: the account's number is in it.
    const domainPrefix = `${deployment}-${stage}-${Aws.ACCOUNT_ID}`;
    this.userPool.addDomain('SignInPage', { cognitoDomain: { domainPrefix } });
    const client = this.userPool.addClient('SignInOfPages', {
      // No way but the page of the user pool, where the second factor is asked for.
      authFlows: {},
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`${publicUrl}${CALLBACK_PATH}`],
        logoutUrls: [`${publicUrl}${CALLBACK_PATH}`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      // Each refresh token is good once; for so long again where its answer was lost on the way.
      refreshTokenRotationGracePeriod: Duration.seconds(30),
      ...ATTRIBUTES,
    });
    return { client, url: `https://${domainPrefix}.auth.${Aws.REGION}.amazoncognito.com` };
  }

  /** Lets a role keep the accounts of this pool as the records of people say, and those of no other. */
  grantKeepingAccounts(role: IRole): void {
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ACCOUNT_ACTIONS.map((action) => `cognito-idp:${action}`),
        resources: [this.userPool.userPoolArn],
      }),
    );
  }
}
