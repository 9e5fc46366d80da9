/**
 * Keeps what Node makes of the sources, for the next run of an analysts' command: most of its start. Loaded before the
 * command (`--import`). The folder belongs to whoever installed the project; one that cannot be written is done without.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'compiled'));
