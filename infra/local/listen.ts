import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Listening {
  readonly url: string;
  /** Resolves once the requests that run have been answered. */
  readonly close: () => Promise<void>;
  /** Ends the connections that are left. */
  readonly cut: () => void;
}

/** Takes requests on a port of this machine; 0 takes a free one. */
export async function listen(http: Server, port = 0): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeIdleConnections();
      await closed;
    },
    cut: () => http.closeAllConnections(),
  };
}
