/** The browser of this machine, and how it is started: it looks for nothing by itself. */
export const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
