import { once } from 'node:events';
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Deployment } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';

/** A door of this machine by which a browser finds the deployment under its true addresses. */
export interface FrontOfPages {
  /** For the browser's `--host-resolver-rules`. */
  readonly resolverRules: string;
  readonly close: () => void;
}

/**
 * Leads the names of the pages and of the sign-in page to the emulator, with TLS. The emulator's CloudFront does not lead
 * on to a gateway, so the paths of the API are led there by this door.
 */
export async function frontOfPages(
  { endpoint, tls }: Emulator,
  { outputs, pages }: Deployment,
  publicUrl: string,
): Promise<FrontOfPages> {
  const [pagesHost, signInHost] = [new URL(publicUrl).host, new URL(pages.SignInUrl).host];
  const { port } = new URL(endpoint);
  const lead = (request: IncomingMessage, response: ServerResponse) => {
    const { method, url: path = '/', headers } = request;
    const isApi = headers.host === pagesHost && /^\/(v1\/|openapi\.json$|docs$|healthz$)/.test(path);
    const host = isApi ? new URL(outputs.ApiUrl).host : headers.host === signInHost ? signInHost : pages.PagesHost;
    const sent = { ...headers, host, 'x-forwarded-proto': 'https' };
    const forwarded = ask({ hostname: '127.0.0.1', port, method, path, headers: sent }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    });
    forwarded.once('error', (error) => response.destroy(error));
    request.pipe(forwarded);
  };
  const server = createServer(tls, lead).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    resolverRules: [pagesHost, signInHost].map((host) => `MAP ${host}:443 127.0.0.1:${own}`).join(','),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
