import { IAMClient, ListRolesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { Emulator } from './emulator.ts';

/**
 * Lets deliver-messages mail in the emulator: MiniStack asks for `ses:SendEmail` on "*", AWS on the sender's identity,
 * which is all that the stack grants. What it grants is asserted on the template, in test/infra.
 */
export async function letMailPass({ client }: Emulator): Promise<void> {
  const iam = new IAMClient(client);
  const { Roles = [] } = await iam.send(new ListRolesCommand({}));
  const [role, ...others] = Roles.filter(({ RoleName }) => RoleName?.includes('Functionsdelivermessages'));
  if (!role || others.length > 0) throw new Error('deliver-messages has no single role');
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: role.RoleName,
      PolicyName: 'mail-in-the-emulator',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'ses:SendEmail', Resource: '*' }],
      }),
    }),
  );
}
