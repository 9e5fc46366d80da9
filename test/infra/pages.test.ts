import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { assemble } from '#infra/assemble.ts';
import { ANSWER_BY_INDEX } from '#infra/pages/answer-by-index.ts';
import { fileFor } from '#infra/pages/entry-page.ts';
import { withHostedSignIn } from '#infra/pages/hosted-sign-in.ts';
import { readSettings } from '#infra/settings.ts';
import { anApp, resourcesOf, templateOf } from './synthesized-stack.ts';

const ADDRESS = 'https://binh-on.example.vn';
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/1a2b-3c4d';
const SET = { pages: 'true', publicUrl: ADDRESS, pagesCertificate: CERTIFICATE };

function pagesTemplate(context: Readonly<Record<string, unknown>>): Template {
  const { pages } = assemble(anApp(context));
  if (!pages) throw new Error('The pages are not deployed');
  return Template.fromStack(pages);
}

const template = pagesTemplate(SET);
const config = resourcesOf(template, 'AWS::CloudFront::Distribution').map(
  ([, { Properties }]) => Properties['DistributionConfig'] as DistributionConfig,
)[0] as DistributionConfig;

interface Behavior {
  readonly PathPattern?: string;
  readonly ViewerProtocolPolicy: string;
  readonly CachePolicyId: string;
  readonly TargetOriginId: string;
  readonly AllowedMethods?: readonly string[];
  readonly FunctionAssociations?: readonly { readonly EventType: string }[];
  readonly ResponseHeadersPolicyId: { readonly Ref: string };
}

interface DistributionConfig {
  readonly DefaultCacheBehavior: Behavior;
  readonly CacheBehaviors: readonly Behavior[];
  readonly CustomErrorResponses?: unknown;
  readonly Origins: readonly {
    readonly Id: string;
    readonly OriginAccessControlId?: unknown;
    readonly CustomOriginConfig?: unknown;
  }[];
}

const CACHING = {
  disabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  optimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
};

describe('the stack of the pages', () => {
  test('is made only where it is asked for', () => {
    expect(assemble(anApp({ publicUrl: ADDRESS })).pages).toBeUndefined();
    expect(resourcesOf(templateOf({ publicUrl: ADDRESS }), 'AWS::Cognito::UserPoolDomain')).toEqual([]);
  });

  test('keeps its files in a bucket that is private, encrypted, and refuses who comes without TLS', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{}] },
    });
    const [[, policy] = []] = resourcesOf(template, 'AWS::S3::BucketPolicy');
    expect(policy?.Properties['PolicyDocument']).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Condition: { StringEquals: { 'AWS:SourceArn': {} } },
        },
      ],
    });
  });

  test('reaches the bucket by origin access control, and the gateway by TLS 1.2', () => {
    const [files, api] = config.Origins;
    expect(files?.OriginAccessControlId).toBeDefined();
    expect(api?.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
  });

  test('asks browsers for TLS 1.2 under its own name', () => {
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: ['binh-on.example.vn'],
        ViewerCertificate: { AcmCertificateArn: CERTIFICATE, MinimumProtocolVersion: 'TLSv1.2_2021' },
      },
    });
  });

  test('leads browsers to TLS, and refuses requests to the API without it', () => {
    expect(config.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    for (const { PathPattern, ViewerProtocolPolicy } of config.CacheBehaviors) {
      expect(ViewerProtocolPolicy, PathPattern).toBe(PathPattern === '/assets/*' ? 'redirect-to-https' : 'https-only');
    }
  });

  test('lets the edge keep assets, and neither the page nor what the API says', () => {
    const behaviors = [config.DefaultCacheBehavior, ...config.CacheBehaviors];
    expect(behaviors.map(({ PathPattern, CachePolicyId }) => [PathPattern, CachePolicyId])).toEqual([
      [undefined, CACHING.disabled],
      ['/assets/*', CACHING.optimized],
      ...['/v1/*', '/openapi.json', '/docs', '/healthz'].map((path) => [path, CACHING.disabled]),
    ]);
  });

  test('covers up no refusal of the API, and lets all its methods through', () => {
    expect(config.CustomErrorResponses).toBeUndefined();
    const toApi = config.CacheBehaviors.filter(({ TargetOriginId }) => TargetOriginId === config.Origins[1]?.Id);
    expect(toApi).toHaveLength(4);
    for (const { FunctionAssociations, AllowedMethods } of toApi) {
      expect(FunctionAssociations).toBeUndefined();
      expect(AllowedMethods).toEqual(expect.arrayContaining(['POST', 'PUT', 'DELETE']));
    }
    expect(config.DefaultCacheBehavior.FunctionAssociations).toMatchObject([{ EventType: 'viewer-request' }]);
  });

  test('says with every page that it loads and asks nothing but from here and where people sign in', () => {
    const policies = new Map(resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy'));
    const policy = policies.get(config.DefaultCacheBehavior.ResponseHeadersPolicyId.Ref);
    expect(policy?.Properties['ResponseHeadersPolicyConfig']).toMatchObject({
      SecurityHeadersConfig: {
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: 'DENY' },
        ReferrerPolicy: { ReferrerPolicy: 'same-origin' },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
      },
    });
    const said = JSON.stringify(policy);
    expect(said).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(said).toMatch(/connect-src 'self' https:\/\/binh-on-prod-.*\.auth\..*amazoncognito\.com; manifest-src/);
    expect(said).not.toContain('unsafe');
    expect(said).toContain('cross-origin-opener-policy');
  });

  test('tells all that publishing the pages needs', () => {
    expect(Object.keys(template.toJSON()['Outputs'] as object).sort()).toEqual([
      'PagesBucket',
      'PagesHost',
      'PagesUrl',
      'SignInClientId',
      'SignInIssuer',
      'SignInUrl',
    ]);
  });

  test.each([SET, { pages: 'true' }, { pages: 'true', publicUrl: ADDRESS, stage: 'dev' }])(
    'has no finding of cdk-nag that lacks a reason with %j',
    (context) => {
      const app = anApp(context);
      const { pages } = assemble(app);
      expect(() => app.synth()).not.toThrow();
      expect(pages?.terminationProtection).toBe(readSettings((key) => app.node.tryGetContext(key)).stage === 'prod');
    },
  );
});

describe('the address of a page', () => {
  const answered = (uri: string): string => {
    const handler = new Function('event', `${ANSWER_BY_INDEX}; return handler(event).uri;`) as (
      event: unknown,
    ) => string;
    return handler({ request: { uri } });
  };

  test('is answered by the one page there is, whatever signs the ids in it have', () => {
    for (const uri of ['/', '/su-kien/pork-up-2026-11-22', '/hang/bo.0007/00070', '/index.html', '/dang-nhap']) {
      expect(answered(uri)).toBe('/index.html');
    }
  });
});

describe('the entry page of stalls', () => {
  test('is a document of its own, its worker and its manifest files, by the edge as on one machine', () => {
    const answered = new Function('event', `${ANSWER_BY_INDEX}; return handler(event).uri;`) as (
      event: unknown,
    ) => string;
    for (const uri of ['/nhap-gia', '/nhap-gia.sw.js', '/nhap-gia.webmanifest', '/', '/nhap-gia-khac']) {
      expect(answered({ request: { uri } })).toBe(fileFor(uri));
    }
    expect(fileFor('/nhap-gia')).toBe('/nhap-gia.html');
    expect(fileFor('/nhap-gia.sw.js')).toBe('/nhap-gia.sw.js');
    expect(fileFor('/nhap-gia.webmanifest')).toBe('/nhap-gia.webmanifest');
  });
});

describe('signing in on the pages', () => {
  const data = templateOf(SET);
  const client = resourcesOf(data, 'AWS::Cognito::UserPoolClient').find(([id]) => id.includes('SignInOfPages'))?.[1];

  test('goes by a code with proof of who asked for it, and by nothing else: the client has no secret', () => {
    expect(client?.Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [`${ADDRESS}/dang-nhap`],
      LogoutURLs: [`${ADDRESS}/dang-nhap`],
      SupportedIdentityProviders: ['COGNITO'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    });
    expect(client?.Properties['ExplicitAuthFlows'] ?? []).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/PASSWORD|SRP|CUSTOM/)]),
    );
  });

  test('renews tokens by refresh tokens that are good once, for a working day', () => {
    expect(client?.Properties).toMatchObject({
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
      RefreshTokenValidity: 720,
      IdTokenValidity: 60,
    });
    expect(client?.Properties['ExplicitAuthFlows'] ?? []).not.toContain('ALLOW_REFRESH_TOKEN_AUTH');
  });

  test('lets nobody change what they may see', () => {
    expect(client?.Properties['WriteAttributes']).toEqual(['locale', 'name']);
  });

  test('is taken by the gateway, which no other origin may call', () => {
    const [[, authorizer] = []] = resourcesOf(data, 'AWS::ApiGatewayV2::Authorizer').filter(
      ([, { Properties }]) => Properties['AuthorizerType'] === 'JWT',
    );
    expect(authorizer?.Properties).toMatchObject({ JwtConfiguration: { Audience: [{}, {}] } });
    const [[, api] = []] = resourcesOf(data, 'AWS::ApiGatewayV2::Api');
    expect(api?.Properties['CorsConfiguration']).toBeUndefined();
  });
});

describe('the settings of the pages', () => {
  const given = (context: Readonly<Record<string, unknown>>) => () => readSettings((key) => context[key]);

  test.each([
    ['pages', { pages: 'sometimes' }],
    ['publicUrl', { pages: 'true', publicUrl: `${ADDRESS}/pages` }],
    ['deployment', { pages: 'true', deployment: 'my-aws' }],
    ['pagesCertificate', { ...SET, pagesCertificate: CERTIFICATE.replace('us-east-1', 'ap-southeast-1') }],
    ['pagesCertificate', { pagesCertificate: CERTIFICATE, publicUrl: ADDRESS }],
    ['pagesCertificate', { pages: 'true', pagesCertificate: CERTIFICATE }],
  ])('a wrong %s stops synth and is named (%j)', (key, context) => {
    expect(given(context)).toThrow(`-c ${key}`);
  });
});

test('the page that is published says where to sign in, whatever signs the setting has', () => {
  const setting = { issuer: 'https://issuer.example/<"&">', url: 'https://sign-in.example', clientId: 'abc' };
  const page = withHostedSignIn('<head><title>x</title></head>', setting);
  const [, content = ''] = /<meta name="hosted-sign-in" content="([^"]*)" \/><\/head>/.exec(page) ?? [];
  const read = content.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  expect(JSON.parse(read)).toEqual(setting);
  expect(() => withHostedSignIn('<p>', setting)).toThrow('no head');
});
