import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { type Order, type PoolUser, Refused, signInChallenges } from './sign-in-challenges.ts';

/**
 * Stands for Cognito at the network's edge: the SDK's own client speaks to it. It keeps the rules of the API reference
 * that our code rests on, and the requests that were made.
 */
export async function startUserPool({ asksForApp = true }: { readonly asksForApp?: boolean } = {}) {
  const users = new Map<string, PoolUser>();
  const asked: string[] = [];
  const mailed: string[] = [];
  let made = 0;
  const find = (named: string): PoolUser => {
    const found = users.get(named) ?? [...users.values()].find(({ attributes }) => attributes['email'] === named);
    if (!found) throw new Refused('UserNotFoundException');
    return found;
  };
  const change = (named: string, changes: Partial<PoolUser>) => {
    const user = find(named);
    users.set(user.name, { ...user, ...changes });
    return {};
  };
  const attributesOf = (order: Order) =>
    Object.fromEntries((order.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
  const isTaken = (email: string | undefined, by?: string) =>
    [...users.values()].some(({ name, attributes }) => attributes['email'] === email && name !== by);
  const answers: Readonly<Record<string, (order: Order) => object>> = {
    AdminCreateUser(order) {
      if (order.MessageAction !== 'SUPPRESS') mailed.push(order.Username);
      if (!order.Username.includes('@')) throw new Refused('InvalidParameterException');
      if (order.MessageAction === 'RESEND') {
        if (find(order.Username).status === 'CONFIRMED') throw new Refused('UnsupportedUserStateException');
        return {};
      }
      if (isTaken(order.Username)) throw new Refused('UsernameExistsException');
      const name = `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;
      const attributes = attributesOf(order);
      users.set(name, { name, attributes, groups: [], enabled: true, status: 'FORCE_CHANGE_PASSWORD' });
      return { User: { Username: name } };
    },
    AdminGetUser({ Username }) {
      const { name, attributes, status } = find(Username);
      return { Username: name, UserStatus: status, UserAttributes: namedValues(attributes) };
    },
    AdminUpdateUserAttributes(order) {
      const user = find(order.Username);
      const attributes = attributesOf(order);
      if (isTaken(attributes['email'], user.name)) throw new Refused('AliasExistsException');
      return change(user.name, { attributes: { ...user.attributes, ...attributes } });
    },
    AdminAddUserToGroup: ({ Username, GroupName = '' }) =>
      change(Username, { groups: [...new Set([...find(Username).groups, GroupName])] }),
    AdminRemoveUserFromGroup: ({ Username, GroupName }) =>
      change(Username, { groups: find(Username).groups.filter((group) => group !== GroupName) }),
    ListUsers: () => ({
      Users: [...users.values()].map(({ name, attributes, enabled }) => ({
        Username: name,
        Attributes: namedValues(attributes),
        Enabled: enabled,
      })),
    }),
    AdminListGroupsForUser: ({ Username }) => ({
      Groups: find(Username).groups.map((GroupName) => ({ GroupName })),
    }),
    ListUsersInGroup: ({ GroupName = '' }) => ({
      Users: [...users.values()]
        .filter(({ groups }) => groups.includes(GroupName))
        .map(({ name, attributes, enabled }) => ({
          Username: name,
          Attributes: namedValues(attributes),
          Enabled: enabled,
        })),
    }),
    AdminDisableUser: ({ Username }) => change(Username, { enabled: false }),
    AdminEnableUser: ({ Username }) => change(Username, { enabled: true }),
    AdminUserGlobalSignOut: ({ Username }) => change(Username, {}),
    AdminDeleteUser({ Username }) {
      users.delete(find(Username).name);
      return {};
    },
    ...signInChallenges({
      asksForApp,
      find,
      confirm: (name) => void change(name, { status: 'CONFIRMED' }),
    }),
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      asked.push(action);
      try {
        const answer = answers[action]?.(JSON.parse(body) as Order);
        response.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(answer ?? { __type: 'InvalidAction' }));
      } catch (error) {
        response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify({ __type: (error as Error).message }));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new CognitoIdentityProviderClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    client,
    asked,
    /** Who was sent a temporary password. */
    mailed: () => mailed,
    users: () => [...users.values()],
    /** The person has chosen a password of their own. */
    confirm: (email: string) => void change(email, { status: 'CONFIRMED' }),
    /** An account that was made by hand, as before people had records. */
    makeByHand: (email: string, { group, places }: { readonly group?: string; readonly places?: string } = {}) => {
      const attributes = { email, ...(places !== undefined && { 'custom:places': places }) };
      answers['AdminCreateUser']?.({ Username: email, UserAttributes: namedValues(attributes) });
      if (group !== undefined) change(email, { groups: [group] });
    },
    close: async () => {
      client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function namedValues(attributes: PoolUser['attributes']) {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
