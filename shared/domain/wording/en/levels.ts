import type { levels as vi } from '../vi/levels.ts';

export const levels: typeof vi = { normal: 'normal', watch: 'watch', alert: 'alert', crisis: 'crisis' };
