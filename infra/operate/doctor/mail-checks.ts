import { GetAccountCommand, GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { GetSMSSandboxAccountStatusCommand } from '@aws-sdk/client-sns';
import { type Check, fails, holds, unknown } from './check.ts';
import type { DoctorPorts } from './doctor-ports.ts';

/** Whether people can be told: by mail, and by text messages where they are set. */
export function mailChecks(ports: DoctorPorts): Check[] {
  const { sender, smsForCrises } = ports.settings;
  return [
    ...(sender === undefined
      ? [{ name: 'sender', run: async () => noSender() }]
      : [
          { name: 'mail', run: () => account(ports) },
          { name: 'sender', run: () => identity(ports, sender) },
        ]),
    ...(smsForCrises ? [{ name: 'sms', run: () => textMessages(ports) }] : []),
  ];
}

function noSender() {
  return unknown(
    { vi: 'Chưa đặt sender: không ai nhận được thư.', en: 'No sender is set: nobody is mailed.' },
    { vi: 'Đặt -c sender=canh-bao@…', en: 'Set -c sender=alerts@…' },
  );
}

async function account({ aws, settings }: DoctorPorts) {
  const { ProductionAccessEnabled, SendingEnabled, EnforcementStatus } = await aws.ses.send(new GetAccountCommand({}));
  if (!SendingEnabled || EnforcementStatus === 'SHUTDOWN') {
    const says = {
      vi: `SES đang bị dừng gửi (${EnforcementStatus}).`,
      en: `SES does not send for this account (${EnforcementStatus}).`,
    };
    return fails(says, {
      vi: 'Xem Reputation trong bảng điều khiển SES.',
      en: 'See Reputation in the console of SES.',
    });
  }
  if (ProductionAccessEnabled) return holds('SES gửi được cho mọi người.', 'SES mails anybody.');
  const says = {
    vi: 'SES còn ở chế độ thử: chỉ gửi được tới địa chỉ đã xác minh.',
    en: 'SES is in the sandbox: it mails verified addresses only.',
  };
  const todo = { vi: 'Xin "production access" trong SES.', en: 'Ask for production access in the console of SES.' };
  return settings.stage === 'prod' ? fails(says, todo) : unknown(says, todo);
}

/** Either the address or its whole domain is what was verified. */
async function identity({ aws }: DoctorPorts, sender: string) {
  const domain = sender.slice(sender.indexOf('@') + 1);
  for (const EmailIdentity of [domain, sender]) {
    try {
      const { VerifiedForSendingStatus } = await aws.ses.send(new GetEmailIdentityCommand({ EmailIdentity }));
      if (VerifiedForSendingStatus) return holds(`${EmailIdentity} đã xác minh.`, `${EmailIdentity} is verified.`);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'NotFoundException')) throw error;
    }
  }
  return fails(
    { vi: `${sender} chưa được xác minh trong SES.`, en: `${sender} is not verified in SES.` },
    {
      vi: `Chạy: aws sesv2 create-email-identity --email-identity ${domain}, rồi đặt bản ghi DKIM.`,
      en: `Run: aws sesv2 create-email-identity --email-identity ${domain}, and enter its DKIM records.`,
    },
  );
}

async function textMessages({ aws }: DoctorPorts) {
  const { IsInSandbox } = await aws.sns.send(new GetSMSSandboxAccountStatusCommand({}));
  if (!IsInSandbox) return holds('SNS nhắn tin được cho mọi số.', 'SNS sends text messages to any number.');
  return fails(
    { vi: 'SNS còn ở chế độ thử: chỉ nhắn được số đã xác minh.', en: 'SNS is in the SMS sandbox.' },
    { vi: 'Xin ra khỏi chế độ thử trong End User Messaging.', en: 'Ask to leave it in End User Messaging.' },
  );
}
