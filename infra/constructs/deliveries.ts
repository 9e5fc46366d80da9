import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { definitionOf, FUNCTION_NAMES, type FunctionName } from '../function-definitions.ts';
import { FailureQueue } from './failure-queue.ts';
import type { Functions } from './functions.ts';
import type { Notifications } from './notifications.ts';

const TELLER: FunctionName = 'deliver-messages';

/** Messages of a batch are delivered side by side, so ten take no longer than the slowest of them. */
const BATCH = 10;
/**
 * So many batches at once: 50 messages on their way. A new account runs ten functions at once in all, and SES takes 14
 * mails a second of one that it lets mail anybody; what it refuses is tried again seconds later.
 */
const BATCHES_AT_ONCE = 5;
/** AWS advises six times the function's: then nobody sees a message while it is still being worked through. */
const TIMES_HIDDEN = 6;
/** Within an hour: what a mail server refuses is no failure of a message here, and the clock's look tries each minute. */
const MOST_RECEIVED = 5;

/** The queue of deliveries: what is to be told, what of our mails came back, and what neither could be done with. */
export class Deliveries extends Construct {
  readonly queue: Queue;
  readonly deadLetters: FailureQueue;

  constructor(
    scope: Construct,
    id: string,
    { functions, notifications }: { readonly functions: Functions; readonly notifications: Notifications },
  ) {
    super(scope, id);
    this.deadLetters = new FailureQueue(this, 'DeadLetters');
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(TIMES_HIDDEN * definitionOf(TELLER).timeoutSeconds),
      // A dead letter is as old as its message: it must be kept longer than that.
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MOST_RECEIVED },
    });
    const teller = functions.byName[TELLER];
    functions.called[TELLER].addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: BATCH,
        maxConcurrency: BATCHES_AT_ONCE,
        reportBatchItemFailures: true,
      }),
    );
    for (const name of FUNCTION_NAMES) {
      if (!definitionOf(name).asksForDelivery) continue;
      functions.byName[name].addEnvironment('DELIVERY_QUEUE_URL', this.queue.queueUrl);
      this.letSend(functions, name, this.queue);
    }
    teller.addEnvironment('FAILURE_QUEUE_URL', this.deadLetters.queueUrl);
    this.letSend(functions, TELLER, this.deadLetters);
    if (notifications.mailEvents) this.hearOf(notifications.mailEvents);
  }

  private letSend(functions: Functions, name: FunctionName, queue: Queue): void {
    functions.byName[name].addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
    );
  }

  /**
   * Brings into the queue what SES tells of our mails. By the account's own event bus: a topic would need a key of its own,
   * since SES cannot use Amazon's, and one more policy.
   */
  private hearOf(mailEvents: ConfigurationSet): void {
    mailEvents.addEventDestination('Returned', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'Bus', 'default')),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    new Rule(this, 'Returned', {
      description: 'Mails of this deployment that came back.',
      eventPattern: {
        source: ['aws.ses'],
        detail: {
          eventType: ['Bounce', 'Complaint'],
          // Other deployments of the account have the same bus.
          mail: { tags: { 'ses:configuration-set': [mailEvents.configurationSetName] } },
        },
      },
      targets: [new SqsQueue(this.queue)],
    });
  }
}
