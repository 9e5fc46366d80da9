/** Where the user pool's page sends people back to, signed in or out. */
export const CALLBACK_PATH = '/dang-nhap';

/** What the pages of a deployment are told, so that people can sign in at the page of its user pool. */
export interface HostedSignIn {
  /** Who signs the tokens. */
  readonly issuer: string;
  /** Origin of the user pool's page. */
  readonly url: string;
  readonly clientId: string;
}

/** The page with the setting in its head: no script would be allowed there, and no file is asked for before it shows. */
export function withHostedSignIn(page: string, { issuer, url, clientId }: HostedSignIn): string {
  const setting = JSON.stringify({ issuer, url, clientId });
  const quoted = setting.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  if (!page.includes('</head>')) throw new Error('The page has no head to write the sign-in into.');
  return page.replace('</head>', () => `<meta name="hosted-sign-in" content="${quoted}" /></head>`);
}
