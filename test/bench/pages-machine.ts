/**
 * One machine in a process of its own, as it was at an instant: `node test/bench/pages-machine.ts FOLDER INSTANT`. It prints
 * where it is and who may ask it, and ends when its input does.
 */
import { hanoi } from '#catalog/hanoi.ts';
import { upToDatePages } from '#infra/local/page-files.ts';
import { startSystem } from '#infra/local/system.ts';

const [folder = '', instant = ''] = process.argv.slice(2);
const ahead = Date.parse(instant) - Date.now();
const system = await startSystem({
  folder,
  catalogue: hanoi,
  clock: () => Date.now() + ahead,
  gatherMs: 1,
  pages: upToDatePages(),
});
process.stdout.write(`${JSON.stringify({ url: system.url, token: system.staffToken })}\n`);
process.stdin.resume();
process.stdin.on('end', () => void system.close().then(() => process.exit(0)));
