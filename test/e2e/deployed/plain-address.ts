import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An address that every program of this machine can reach, in front of an API whose name its resolver may not know. */
export async function plainAddress(apiUrl: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const { host, port } = new URL(apiUrl);
  const server = createServer((asked, answer) => {
    const { method, url, headers } = asked;
    const forwarded = request(
      { hostname: '127.0.0.1', port, method, path: url, headers: { ...headers, host } },
      (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      },
    );
    forwarded.once('error', (error) => answer.destroy(error));
    asked.pipe(forwarded);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
