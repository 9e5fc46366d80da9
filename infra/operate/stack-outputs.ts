import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** What a stack gives out, by name; nothing where there is no such stack. */
export async function outputsOfStack(StackName: string): Promise<Readonly<Record<string, string>>> {
  try {
    const { Stacks: [made] = [] } = await new CloudFormationClient().send(new DescribeStacksCommand({ StackName }));
    return Object.fromEntries(
      (made?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return {};
    throw error;
  }
}
