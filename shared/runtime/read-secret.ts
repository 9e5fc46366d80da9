import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The text of a secret. A file of its own: what is imported by name here leaves the client's other commands out of bundles. */
export async function readSecret(SecretId: string): Promise<string> {
  const { SecretString = '{}' } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId }));
  return SecretString;
}
