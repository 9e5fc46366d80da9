import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { isPermanent } from './is-permanent.ts';
import { describeError, log } from './log.ts';
import type { Platform } from './platform.ts';

/**
 * Works through the messages of a batch side by side, and reports those that failed: they come back after a while, and in
 * the end lie among the dead letters.
 *
 * A message that is refused for good (an error with `isPermanent`) is put there at once, as it came: trying it again would
 * only put off that somebody looks at it.
 */
export async function workThroughMessages(
  records: readonly SQSRecord[],
  work: (body: string) => Promise<unknown>,
  { setMessageAside }: Pick<Platform, 'setMessageAside'>,
): Promise<SQSBatchResponse> {
  const failed = await Promise.all(
    records.map(async ({ body, messageId }) => {
      try {
        await work(body);
        return [];
      } catch (error) {
        const forGood = isPermanent(error);
        log.error(forGood ? 'message refused for good' : 'message failed', { messageId, ...describeError(error) });
        return forGood && (await isKept(body, setMessageAside)) ? [] : [{ itemIdentifier: messageId }];
      }
    }),
  );
  return { batchItemFailures: failed.flat() };
}

async function isKept(body: string, setMessageAside: Platform['setMessageAside']): Promise<boolean> {
  try {
    await setMessageAside?.(body);
    return setMessageAside !== undefined;
  } catch (error) {
    log.error('setting aside failed', describeError(error));
    return false;
  }
}
