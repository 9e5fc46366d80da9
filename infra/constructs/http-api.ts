import { Duration, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi as Gateway,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
  HttpUserPoolAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct, type IConstruct } from 'constructs';
import { type Access, ROUTES } from '#contract/routes.ts';
import { present } from '#domain/present.ts';
import { type FunctionName, knownFunction } from '../function-definitions.ts';
import type { Settings } from '../settings.ts';
import type { Functions } from './functions.ts';
import type { Logs } from './logs.ts';
import type { StaffSignIn } from './staff-sign-in.ts';

interface HttpApiProps {
  readonly settings: Settings;
  readonly functions: Functions;
  readonly signIn: StaffSignIn;
  readonly logs: Logs;
}

/**
 * The routes of `#contract/routes.ts` behind one gateway. Staff reach a handler only with a token that the gateway has
 * proved; of a retailer the authorizer says who it is, and the handler answers 401 where that is nobody.
 */
export class HttpApi extends Construct {
  readonly gateway: Gateway;
  readonly url: string;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { settings, functions } = props;
    this.gateway = new Gateway(
      this,
      'Gateway',
      present({
        createDefaultStage: false,
        corsPreflight: settings.webOrigins.length === 0 ? undefined : corsFor(settings.webOrigins),
      }),
    );
    this.url = this.gateway.apiEndpoint;
    const stage = this.addStage(settings, props.logs);

    const authorizers = authorizersFor(props);
    const integrations = new Map<FunctionName, HttpLambdaIntegration>();
    const integrationOf = (name: FunctionName) => {
      const integration =
        integrations.get(name) ??
        // One permission for the function: one for each route would outgrow its policy of 20 KB.
        new HttpLambdaIntegration(name, functions.called[name], { scopePermissionToRoute: false });
      integrations.set(name, integration);
      return integration;
    };
    for (const { method, path, function: named, access } of ROUTES) {
      const [route] = this.gateway.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration: integrationOf(knownFunction(named, `${method} ${path}`)),
        authorizer: authorizers[access],
      });
      if (access === 'public' && route) openToAll(route, 'The health check, the contract and the list of goods');
      if (access === 'public' && route && method === 'POST') limitRoute(stage, route, `${method} ${path}`);
    }
    const other = new HttpRoute(this, 'AnyOther', {
      httpApi: this.gateway,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrationOf('describe-api'),
      authorizer: authorizers.public,
    });
    openToAll(other, 'Answers that there is no such route or method');
  }

  private addStage({ requestsPerSecond, requestBurst }: Settings, logs: Logs): HttpStage {
    const log = logs.addGroup(this, 'AccessLog');
    return new HttpStage(this, 'Stage', {
      httpApi: this.gateway,
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: requestBurst },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: AccessLogFormat.custom(ACCESS_LOG) },
    });
  }
}

/** A market that scans its sheets at once gets through; who tries codes gets nowhere, and takes nothing from reports. */
const OPEN_TO_WRITERS = { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 40 };

/** Limits a route that anybody may write by, beside the limit of all together. */
function limitRoute(stage: HttpStage, route: HttpRoute, key: string): void {
  if (stage.node.defaultChild instanceof CfnStage) {
    stage.node.defaultChild.addPropertyOverride('RouteSettings', { [key]: OPEN_TO_WRITERS });
  }
  // The gateway refuses limits of a route that is not there yet.
  stage.node.addDependency(route);
}

function openToAll(route: IConstruct, what: string): void {
  const reason = `${what} tell nothing of anyone, and are meant for all.`;
  Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
}

/** Who asked what and how it ended, never what was said; the request id leads to the function's own log. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  sourceIp: '$context.identity.sourceIp',
  retailer: '$context.authorizer.retailer',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
});

function authorizersFor({ functions, signIn }: HttpApiProps): Record<Access, IHttpRouteAuthorizer> {
  const retailer = new HttpLambdaAuthorizer('Retailers', functions.called['authorize-retailer'], {
    responseTypes: [HttpLambdaResponseType.SIMPLE],
    identitySource: ['$request.header.Authorization'],
    // A revoked key works for at most as long as this; without the cache every report would pay for two functions.
    resultsCacheTtl: Duration.minutes(5),
  });
  // The gateway proves who signs in; which group a route asks for is checked by the handler, from the same routes.
  const staff = new HttpUserPoolAuthorizer('Staff', signIn.userPool, {
    userPoolClients: [signIn.client, ...(signIn.pages ? [signIn.pages.client] : [])],
  });
  return { public: new HttpNoneAuthorizer(), store: retailer, retailer, staff, lead: staff, admin: staff };
}

function corsFor(origins: readonly string[]) {
  return {
    allowOrigins: [...origins],
    allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT, CorsHttpMethod.DELETE],
    allowHeaders: ['authorization', 'content-type', 'accept-language'],
    exposeHeaders: ['x-request-id'],
    maxAge: Duration.hours(1),
  };
}
