/** A value for each setting that adds or changes a resource. */
export const EVERY_SETTING = {
  stage: 'prod',
  sender: 'alerts@market.example.vn',
  operatorEmail: 'ops@market.example.vn',
  webOrigins: 'https://market.example.vn',
  smsForCrises: 'true',
  smsSenderId: 'BinhOn',
  cutOff: '16:30',
  publicUrl: 'https://market.example.vn',
  pages: 'true',
  pagesCertificate: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
  reservedConcurrency: 'assess-place=20,ingest-report=50',
  monthlyBudgetUsd: '200',
  backupAccount: '210987654321',
  backupRegion: 'ap-northeast-1',
} as const;
