import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

interface SendBack {
  readonly from: string;
  readonly to: string;
  /** How long nobody else sees a message that is taken. */
  readonly hiddenSeconds: number;
}

/**
 * Puts messages from one queue into another as they came, each deleted only once it is there: a crash between leaves one in
 * both. A body is put back once: what comes back at once, or is there twice, is left where it is.
 */
export async function sendBack(
  sqs: Pick<SQSClient, 'send'>,
  { from, to, hiddenSeconds }: SendBack,
): Promise<{ readonly sent: number; readonly left: number }> {
  const bodies = new Set<string>();
  let left = 0;
  for (let sent = 0; ; ) {
    const taken = new ReceiveMessageCommand({
      QueueUrl: from,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: hiddenSeconds,
      WaitTimeSeconds: 1,
    });
    const { Messages = [] } = (await sqs.send(taken)) ?? {};
    for (const { Body = '', ReceiptHandle } of Messages) {
      if (bodies.has(Body)) {
        left++;
        continue;
      }
      await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      bodies.add(Body);
      sent++;
    }
    if (Messages.length === 0) return { sent, left };
  }
}
