/** What a webhook's host is: the machine that sends itself, the machines beside it (such as a cloud's metadata), or another. */
export type WebhookHost = 'own-machine' | 'beside-it' | 'elsewhere';

/** @param hostname as a URL has it: IPv4 in four decimal parts, IPv6 in brackets and in its shortest form. */
export function webhookHost(hostname: string): WebhookHost {
  const host = hostname.replace(/\.$/, '');
  if (OWN.test(host)) return 'own-machine';
  return BESIDE.test(host) ? 'beside-it' : 'elsewhere';
}

/** Loopback and "this host" (RFC 1122, 4291, 6761), also as IPv4 within IPv6. */
const OWN = /^(?:(?:.+\.)?localhost|(?:127|0)(?:\.\d+){3}|\[::1?\]|\[::ffff:(?:7f[\da-f]{2}|0):[\da-f]+\])$/i;

/** Link-local addresses (RFC 3927, 4291). */
const BESIDE = /^(?:169\.254(?:\.\d+){2}|\[fe[89ab][\da-f]:.*\]|\[::ffff:a9fe:[\da-f]+\])$/i;

/** True in a function of AWS Lambda: its own machine answers to whoever asks in the function's name. */
export function isOnLambda(env: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(env['AWS_LAMBDA_RUNTIME_API']);
}
