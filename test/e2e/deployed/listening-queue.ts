import assert from 'node:assert/strict';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Emulator } from './emulator.ts';

/** What the topic told a subscriber. */
export interface ReceivedMessage {
  readonly subject: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ListeningQueue {
  /** All that was told so far, oldest first. */
  readonly received: () => Promise<readonly ReceivedMessage[]>;
}

/** The envelope in which SNS puts a message into a queue. */
interface Envelope {
  readonly Subject: string;
  readonly Message: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly Value: string }>>;
}

/** A queue subscribed to the topic as another system of the city would: to what its filter lets pass. */
export async function listen(
  { client }: Emulator,
  topicArn: string,
  name: string,
  filter: Readonly<Record<string, readonly string[]>>,
): Promise<ListeningQueue> {
  const sqs = new SQSClient(client);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const queueArn = Attributes?.['QueueArn'] ?? '';
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: mayBeFedBy(topicArn, queueArn) } }));
  await new SNSClient(client).send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: queueArn,
      Attributes: { FilterPolicy: JSON.stringify(filter) },
    }),
  );

  const received: ReceivedMessage[] = [];
  return {
    received: async () => {
      const { Messages: messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      for (const { Body: body, ReceiptHandle } of messages) {
        assert.ok(body);
        received.push(opened(JSON.parse(body) as Envelope));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return received;
    },
  };
}

function opened({ Subject, Message, MessageAttributes = {} }: Envelope): ReceivedMessage {
  const attributes = Object.fromEntries(Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value]));
  return { subject: Subject, text: Message, attributes };
}

function mayBeFedBy(topicArn: string, queueArn: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  });
}
