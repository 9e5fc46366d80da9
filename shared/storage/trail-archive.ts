import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Of the environment: a bucket, or a folder of one machine. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Raised where the environment says neither bucket nor folder. */
class NoTrailArchive extends Error {
  override readonly name = 'NoTrailArchive';
}

/**
 * Where the trail is exported to: the bucket of `TRAIL_BUCKET`, or the folder of `TRAIL_DIR`. A file is kept unless there
 * is one of its name. The bucket locks what is in it; files of a folder can only be read by their owner, and copied away.
 */
export function trailArchive({ TRAIL_BUCKET: bucket, TRAIL_DIR: folder }: Environment) {
  if (bucket) return inBucket(bucket);
  if (folder) return (name: string, text: string) => inFolder(join(folder, name), text);
  throw new NoTrailArchive('TRAIL_BUCKET or TRAIL_DIR must say where the trail is exported to');
}

function inBucket(Bucket: string) {
  let made: Promise<(name: string, text: string) => Promise<void>> | undefined;
  return async (name: string, text: string): Promise<void> => {
    made ??= uploaderTo(Bucket);
    await (await made)(name, text);
  };
}

async function uploaderTo(Bucket: string) {
  const { PutObjectCommand, S3Client, S3ServiceException } = await import('@aws-sdk/client-s3');
  const s3 = new S3Client();
  return async (name: string, text: string): Promise<void> => {
    const file = { Bucket, Key: `trail/${name}`, Body: text, ContentType: 'application/x-ndjson', IfNoneMatch: '*' };
    try {
      await s3.send(new PutObjectCommand(file));
    } catch (error) {
      // It is there already.
      if (!(error instanceof S3ServiceException && error.name === 'PreconditionFailed')) throw error;
    }
  };
}

async function inFolder(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${process.pid}.part`;
  await writeFile(unfinished, text, { mode: 0o400 });
  await rename(unfinished, path);
}
