import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { ConfigurationSet } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { present } from '#domain/present.ts';
import type { Settings } from '../settings.ts';

/** How people are told: a topic that anyone may be subscribed to, webhooks, and mail and text messages where they are set. */
export class Notifications extends Construct {
  readonly topic: Topic;
  /** Of the function that tells people. */
  readonly environment: Readonly<Record<string, string>>;
  /** The kinds of channels that this deployment has, for whoever decides who is told. */
  readonly toldBy: string;
  /** What SES tells of our mails; none where no sender is set. */
  readonly mailEvents: ConfigurationSet | undefined;
  private readonly sender: string | undefined;
  private readonly sendsSms: boolean;

  constructor(scope: Construct, id: string, { sender, publicUrl, smsForCrises, smsSenderId }: Settings) {
    super(scope, id);
    this.sender = sender;
    this.sendsSms = smsForCrises;
    this.toldBy = [...(sender === undefined ? [] : ['mail']), 'webhook', ...(smsForCrises ? ['sms'] : [])].join(',');
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Binh On',
      enforceSSL: true,
      // Amazon's own key of SNS: encrypted at rest, no monthly fee, and publishers need no right of their own to it.
      masterKey: Alias.fromAliasName(this, 'TopicKey', 'alias/aws/sns'),
    });
    this.mailEvents = sender === undefined ? undefined : new ConfigurationSet(this, 'MailEvents');
    this.environment = present({
      TOPIC_ARN: this.topic.topicArn,
      SENDER: sender,
      SMS_SENDER_ID: smsSenderId,
      MAIL_EVENTS: this.mailEvents?.configurationSetName,
      PUBLIC_URL: publicUrl,
    });
  }

  /**
   * Lets a role publish to the topic; where a sender is set, send mail from it and from no other address; and where text
   * messages are set, publish to telephones.
   */
  grantSending(role: IRole): void {
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] }));
    if (this.sendsSms) role.addToPrincipalPolicy(this.publishToTelephones());
    const { sender, mailEvents } = this;
    if (sender === undefined || mailEvents === undefined) return;
    role.addToPrincipalPolicy(
      new PolicyStatement({
        // SES asks for the second one too when a message comes as raw MIME.
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        resources: [
          ...[sender, domainOf(sender)].map((identity) => this.arnOf('identity', identity)),
          this.arnOf('configuration-set', mailEvents.configurationSetName),
        ],
        conditions: { StringEquals: { 'ses:FromAddress': sender } },
      }),
    );
  }

  /**
   * A telephone has no ARN that a policy could name. All that has one (topics, applications, and the endpoints of their
   * devices) is left out, so that nothing but telephones remains; in this region alone.
   */
  private publishToTelephones(): PolicyStatement {
    const { partition, region } = Stack.of(this);
    return new PolicyStatement({
      actions: ['sns:Publish'],
      notResources: [`arn:${partition}:sns:*:*:*`],
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    });
  }

  /** Of identities, either the address or its whole domain may be what was verified. */
  private arnOf(resource: 'identity' | 'configuration-set', resourceName: string): string {
    return Stack.of(this).formatArn({
      service: 'ses',
      resource,
      resourceName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1);
}
