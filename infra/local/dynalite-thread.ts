/** A thread of its own for the embedded database, so that it and the functions use a processor each. */
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';

const server = dynalite({ createTableMs: 0, ...(workerData as { readonly path?: string }) });
server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
parentPort?.once('message', () => {
  server.closeAllConnections();
  server.close(() => parentPort?.close());
});
