import { contractClient } from '#contract/client.ts';
import { pastOf, startCity } from './folded-city.ts';

/**
 * One life of a machine that is sent a file of history and kills itself before a write of the rebuild:
 * `node history-life.ts <folder> <writes made before it>`.
 */
const [folder = '', writes = '0'] = process.argv.slice(2);
let made = 0;
const system = await startCity(folder, {
  onCommand: (functionName, command) => {
    if (functionName !== 'rebuild-places' || !command.startsWith('Put')) return;
    if (made++ >= Number(writes)) process.kill(process.pid, 'SIGKILL');
  },
});
await contractClient({ url: system.url, token: system.staffToken })('POST /v1/history', {
  text: pastOf(),
  contentType: 'text/csv',
});
await system.idle();
process.exit();
