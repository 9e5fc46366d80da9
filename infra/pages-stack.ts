import { Aws, CfnOutput, Duration, Fn, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  Function as ViewerFunction,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { present } from '#domain/present.ts';
import type { BinhOnStack } from './binh-on-stack.ts';
import type { DataStack } from './data-stack.ts';
import { ANSWER_BY_INDEX } from './pages/answer-by-index.ts';
import { contentSecurityPolicy, SAME_ORIGIN_ONLY } from './pages/page-headers.ts';
import type { Settings } from './settings.ts';

interface PagesStackProps {
  readonly system: BinhOnStack;
  readonly data: DataStack;
}

/** What the API answers; every other path is a page's. */
const PATHS_OF_API = ['/v1/*', '/openapi.json', '/docs', '/healthz'];

/** Browsers ask by TLS alone for a year after a visit. */
const STRICT_TRANSPORT = { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true };

/**
 * The staff's pages: files in a private bucket behind CloudFront, and the API behind the same address, so that no other
 * origin may call it. `npm run publish-pages` puts the files there.
 */
export class PagesStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings, { system, data }: PagesStackProps) {
    super(scope, id, {
      description: 'Serves the pages of the staff, and the API behind the same address.',
      terminationProtection: settings.stage === 'prod',
    });
    const bucket = this.addBucket();
    const distribution = this.addDistribution(settings, bucket, { system, data });
    const ownName = `https://${distribution.distributionDomainName}`;
    new CfnOutput(this, 'PagesUrl', { value: settings.pagesCertificate ? (settings.publicUrl ?? ownName) : ownName });
    new CfnOutput(this, 'PagesHost', { value: distribution.distributionDomainName });
    new CfnOutput(this, 'PagesBucket', { value: bucket.bucketName });
    const { userPool, pages } = data.signIn;
    if (!pages) return;
    new CfnOutput(this, 'SignInUrl', { value: pages.url });
    new CfnOutput(this, 'SignInClientId', { value: pages.client.userPoolClientId });
    new CfnOutput(this, 'SignInIssuer', {
      value: `https://cognito-idp.${Aws.REGION}.amazonaws.com/${userPool.userPoolId}`,
    });
  }

  /** Holds nothing but what a release is built from, so it may go with its stack. */
  private addBucket(): Bucket {
    const bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const whoReads = 'Holds the same public files for everybody; who reads and changes data is in the log of the API.';
    const isBuilt = 'A release is built again from its sources, and nothing else lies here.';
    acknowledge(bucket, {
      'AwsSolutions-S1': whoReads,
      'NIST.800.53.R5-S3BucketLoggingEnabled': whoReads,
      'NIST.800.53.R5-S3BucketReplicationEnabled': isBuilt,
      'NIST.800.53.R5-S3BucketVersioningEnabled': isBuilt,
      'NIST.800.53.R5-S3DefaultEncryptionKMS': whoReads,
    });
    return bucket;
  }

  private addDistribution(settings: Settings, bucket: Bucket, { system, data }: PagesStackProps): Distribution {
    const { pagesCertificate, publicUrl } = settings;
    // A bucket says of a member of its interface that it may be undefined: the CDK is not typed as strictly as we are.
    const origin = S3BucketOrigin.withOriginAccessControl(bucket as IBucket);
    const responseHeadersPolicy = this.addPageHeaders(data);
    const files = {
      origin,
      responseHeadersPolicy,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
    };
    const answerByIndex = new ViewerFunction(this, 'AnswerByIndex', {
      code: FunctionCode.fromInline(ANSWER_BY_INDEX),
      runtime: FunctionRuntime.JS_2_0,
    });
    const ofApi = this.behaviorOfApi(system);
    const distribution = new Distribution(
      this,
      'Distribution',
      present({
        comment: `${settings.deployment}-${settings.stage}: pages of the staff`,
        defaultBehavior: {
          ...files,
          // A new release is seen at the next look.
          cachePolicy: CachePolicy.CACHING_DISABLED,
          functionAssociations: [{ function: answerByIndex, eventType: FunctionEventType.VIEWER_REQUEST }],
        },
        additionalBehaviors: {
          '/assets/*': { ...files, cachePolicy: CachePolicy.CACHING_OPTIMIZED },
          ...Object.fromEntries(PATHS_OF_API.map((path) => [path, ofApi])),
        },
        httpVersion: HttpVersion.HTTP2_AND_3,
        // With the edges of Asia.
        priceClass: PriceClass.PRICE_CLASS_200,
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        domainNames: pagesCertificate && publicUrl ? [new URL(publicUrl).hostname] : undefined,
        certificate: pagesCertificate
          ? Certificate.fromCertificateArn(this, 'Certificate', pagesCertificate)
          : undefined,
      }),
    );
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'Staff look in from wherever they are; who may see what is decided by signing in.',
      'AwsSolutions-CFR2': 'Requests are limited at the gateway, and the files are the same for everybody.',
      'AwsSolutions-CFR3': 'Who reads and changes data is in the log of the API; files are the same for everybody.',
      ...(pagesCertificate === undefined && {
        'AwsSolutions-CFR4': 'The name of CloudFront comes with its own certificate; pagesCertificate sets TLS 1.2.',
      }),
    });
    return distribution;
  }

  /** What the page may do is said with every page, by the edge. */
  private addPageHeaders({ signIn }: DataStack): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'PageHeaders', {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: contentSecurityPolicy(signIn.pages ? [signIn.pages.url] : []),
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
        strictTransportSecurity: STRICT_TRANSPORT,
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(SAME_ORIGIN_ONLY).map(([header, value]) => ({ header, value, override: true })),
      },
    });
  }

  /** The gateway behind the pages' address: nothing is kept at the edge, and nothing it answers is changed. */
  private behaviorOfApi({ api }: BinhOnStack): BehaviorOptions {
    return {
      origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.url))),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // All of the request but its Host, by which the gateway is found.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: new ResponseHeadersPolicy(this, 'ApiHeaders', {
        securityHeadersBehavior: { contentTypeOptions: { override: true }, strictTransportSecurity: STRICT_TRANSPORT },
      }),
      // A token that was sent in the clear is lost: it is refused, not led on.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    };
  }
}

function acknowledge(construct: Construct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
}
