/** A thread of its own for the embedded database, so that it and the functions use a processor each. */
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { databaseServer } from './database-server.ts';
import { answerMessages } from './requests-by-message.ts';

const { server, level } = databaseServer((workerData as { readonly path?: string }).path);
try {
  await level.open();
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage({ port: (server.address() as AddressInfo).port }));
  if (parentPort) answerMessages(server, parentPort);
  parentPort?.on('message', (message) => {
    if (message !== 'close') return;
    server.closeAllConnections();
    server.close(() => parentPort?.close());
  });
} catch (error) {
  const { code, message } = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
  parentPort?.postMessage({ failed: { code, message } });
  parentPort?.close();
}
