import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

interface SendBack {
  readonly from: string;
  readonly to: string;
  /** How long nobody else sees a message that is taken. */
  readonly hiddenSeconds: number;
}

/**
 * Puts messages from one queue into another as they came, each deleted only once it is there: a crash between leaves one in
 * both. Ends where one comes back that was put there a moment ago.
 */
export async function sendBack(
  sqs: Pick<SQSClient, 'send'>,
  { from, to, hiddenSeconds }: SendBack,
): Promise<{ readonly sent: number; readonly back: number }> {
  const bodies = new Set<string>();
  let back = 0;
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
        back++;
        continue;
      }
      await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      bodies.add(Body);
      sent++;
    }
    if (Messages.length === 0 || back > 0) return { sent, back };
  }
}
