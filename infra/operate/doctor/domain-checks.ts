import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { type Check, fails, holds, unknown } from './check.ts';
import type { DoctorPorts } from './doctor-ports.ts';

/** Whether the own name of the pages has its certificate, and leads to them. */
export function domainChecks(ports: DoctorPorts): Check[] {
  const { pagesCertificate, publicUrl } = ports.settings;
  if (pagesCertificate === undefined || publicUrl === undefined) return [];
  const host = new URL(publicUrl).hostname;
  return [
    { name: 'certificate', run: () => certificate(ports, pagesCertificate, host) },
    { name: 'dns', run: () => name(ports, host) },
  ];
}

async function certificate({ aws }: DoctorPorts, CertificateArn: string, host: string) {
  const { Certificate: found } = await aws.acm.send(new DescribeCertificateCommand({ CertificateArn }));
  const names = [found?.DomainName ?? '', ...(found?.SubjectAlternativeNames ?? [])];
  const isFor = names.some(
    (one) => one === host || (one.startsWith('*.') && host.split('.').slice(1).join('.') === one.slice(2)),
  );
  if (!isFor) {
    return fails(
      {
        vi: `Chứng chỉ là của ${names.join(', ')}, không phải ${host}.`,
        en: `The certificate is for ${names.join(', ')}, not for ${host}.`,
      },
      { vi: 'Xin chứng chỉ cho đúng tên ở us-east-1.', en: 'Request one for that name in us-east-1.' },
    );
  }
  if (found?.Status === 'ISSUED')
    return holds(`Chứng chỉ cho ${host} đã cấp.`, `The certificate for ${host} is issued.`);
  return fails(
    { vi: `Chứng chỉ cho ${host}: ${found?.Status}.`, en: `The certificate for ${host} is ${found?.Status}.` },
    { vi: 'Đặt bản ghi CNAME xác minh mà ACM nêu.', en: 'Enter the CNAME record that ACM names.' },
  );
}

async function name({ pointsTo, pagesHost }: DoctorPorts, host: string) {
  const [targets, wanted] = await Promise.all([pointsTo(host), pagesHost()]);
  const found = targets.join(', ') || '–';
  if (wanted === undefined) {
    const says = { vi: `${host} trỏ tới ${found}.`, en: `${host} points to ${found}.` };
    const todo = { vi: 'Sau khi triển khai, trỏ tới PagesHost.', en: 'After the deployment point it to PagesHost.' };
    return unknown(says, todo);
  }
  if (targets.includes(wanted)) return holds(`${host} trỏ tới ${wanted}.`, `${host} points to ${wanted}.`);
  return fails(
    { vi: `${host} trỏ tới ${found}.`, en: `${host} points to ${found}.` },
    { vi: `Đặt CNAME tới ${wanted}.`, en: `Point it (CNAME) to ${wanted}.` },
  );
}
