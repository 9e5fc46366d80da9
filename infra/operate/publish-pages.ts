/**
 * `npm run publish-pages -- [--stack binh-on-prod]`: builds the pages and puts them into the bucket of a deployment. Files
 * of earlier releases stay, so that a tab which is open goes on; the page that names the new ones goes last.
 */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { readOptions } from '#infra/local/command-line.ts';
import { upToDatePages } from '#infra/local/page-files.ts';
import { ENTRY_PAGE } from '#infra/pages/entry-page.ts';
import { withHostedSignIn } from '#infra/pages/hosted-sign-in.ts';
import { keptFor } from '#infra/pages/page-headers.ts';
import { outputsOfStack } from './stack-outputs.ts';

const USAGE = `Usage: npm run publish-pages -- [--stack binh-on-prod]

  --stack  a deployment in the cloud, with the credentials and the region of the shell
  --help   shows this`;
const FRONT = '/index.html';

/** What the stack of the pages gives out. */
export interface PagesOutputs {
  readonly PagesUrl: string;
  readonly PagesHost: string;
  readonly PagesBucket: string;
  readonly SignInUrl: string;
  readonly SignInClientId: string;
  readonly SignInIssuer: string;
}

/** Puts the pages into the bucket, and returns how many files that are. */
export async function publishPages(s3: S3Client, outputs: PagesOutputs): Promise<number> {
  const { SignInIssuer: issuer, SignInUrl: url, SignInClientId: clientId } = outputs;
  const files = await upToDatePages();
  const put = async (path: string, body: string | Uint8Array) => {
    const ContentType = files.get(path)?.contentType;
    const object = { Bucket: outputs.PagesBucket, Key: path.slice(1), ContentType, CacheControl: keptFor(path) };
    await s3.send(new PutObjectCommand({ ...object, Body: body }));
  };
  const front = files.get(FRONT);
  if (!front) throw new Error('The build has no page.');
  const isFront = (path: string) => path === FRONT || path === ENTRY_PAGE.document;
  const others = [...files].filter(([path]) => !isFront(path));
  await Promise.all(others.map(([path, { body }]) => put(path, body)));
  const entry = files.get(ENTRY_PAGE.document);
  if (entry) await put(ENTRY_PAGE.document, entry.body);
  await put(FRONT, withHostedSignIn(front.body.toString('utf8'), { issuer, url, clientId }));
  return files.size;
}

async function outputsOf(stack: string): Promise<PagesOutputs> {
  const StackName = `${stack}-pages`;
  const said = await outputsOfStack(StackName);
  const wanted = (name: keyof PagesOutputs): string => {
    const value = said[name];
    if (value === undefined) {
      const deployed = '-c pages=true -c publicUrl=https://...';
      throw new Error(`${StackName} gives out no ${name}: deploy it with ${deployed} (docs/deploy.md).`);
    }
    return value;
  };
  return {
    PagesUrl: wanted('PagesUrl'),
    PagesHost: wanted('PagesHost'),
    PagesBucket: wanted('PagesBucket'),
    SignInUrl: wanted('SignInUrl'),
    SignInClientId: wanted('SignInClientId'),
    SignInIssuer: wanted('SignInIssuer'),
  };
}

if (import.meta.main) {
  const { stack } = readOptions(USAGE, { stack: { type: 'string' } });
  const outputs = await outputsOf(stack ?? process.env['STACK'] ?? 'binh-on-prod');
  const count = await publishPages(new S3Client(), outputs);
  process.stdout.write(`${count} files are published: ${outputs.PagesUrl}\n`);
}
