import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';

/** What CloudFormation made of a construct: names are generated, so they are looked up. */
export interface DeployedStack {
  readonly functionName: (name: string) => string;
  readonly failureQueueUrl: (name: string) => string;
  readonly deliveries: () => { readonly queueUrl: string; readonly deadLettersUrl: string };
  readonly tableName: (name: string) => string;
  readonly userPoolId: () => string;
  /** The client by which commands sign people in. */
  readonly userPoolClientId: () => string;
}

/** Looks up the resources of a stack and of its data, with the credentials and the region of the shell. */
export async function deployedStack(stack: string): Promise<DeployedStack> {
  const found: { readonly type: string; readonly logicalId: string; readonly id: string }[] = [];
  const client = new CloudFormationClient();
  for (const StackName of [stack, `${stack}-data`]) {
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
      for (const { ResourceType = '', LogicalResourceId = '', PhysicalResourceId = '' } of StackResourceSummaries) {
        found.push({ type: ResourceType, logicalId: LogicalResourceId, id: PhysicalResourceId });
      }
    }
  }
  const idOf = (type: string, path: string): string => {
    const resource = found.find((each) => each.type === type && each.logicalId.startsWith(path));
    if (!resource) throw new Error(`The stack ${stack} has no ${type} of ${path}`);
    return resource.id;
  };
  // Logical ids are the construct's path without its signs.
  const plain = (name: string) => name.replaceAll('-', '');
  /** A table that was made again stands beside the lost one, and bears the higher number. */
  const newestTable = (name: string): string => {
    const form = new RegExp(`^Tables${name}(\\d*)[0-9A-F]{8}$`);
    const made = found.flatMap(({ type, logicalId, id }) => {
      const [, generation] = (type === 'AWS::DynamoDB::GlobalTable' && form.exec(logicalId)) || [];
      return generation === undefined ? [] : [{ id, generation: Number(generation || 1) }];
    });
    const newest = made.sort((a, b) => a.generation - b.generation).at(-1);
    if (!newest) throw new Error(`The stack ${stack} has no table ${name}`);
    return newest.id;
  };
  return {
    functionName: (name) => idOf('AWS::Lambda::Function', `Functions${plain(name)}Function`),
    failureQueueUrl: (name) => idOf('AWS::SQS::Queue', `Streams${plain(name)}failures`),
    deliveries: () => ({
      queueUrl: idOf('AWS::SQS::Queue', 'DeliveriesQueue'),
      deadLettersUrl: idOf('AWS::SQS::Queue', 'DeliveriesDeadLetters'),
    }),
    tableName: (name) => newestTable(plain(name)),
    userPoolId: () => idOf('AWS::Cognito::UserPool', 'StaffSignInUsers'),
    userPoolClientId: () => idOf('AWS::Cognito::UserPoolClient', 'StaffSignInUsersPages'),
  };
}
