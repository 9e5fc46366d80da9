import { present } from '#domain/present.ts';

/** The system's own API, as any client would call it. */
export interface ApiClient {
  readonly get: (path: string) => Promise<unknown>;
  readonly put: (path: string, body: unknown) => Promise<unknown>;
  readonly post: (path: string, body: unknown) => Promise<unknown>;
  readonly delete: (path: string) => Promise<unknown>;
  readonly postText: (path: string, contentType: string, body: string) => Promise<unknown>;
}

/** A client that raises on every answer but 2xx, with the problem's own words. */
export function apiClient(url: string, token: string): ApiClient {
  const call = async (method: string, path: string, contentType?: string, body?: string): Promise<unknown> => {
    const answer = await fetch(
      `${url}${path}`,
      present({
        method,
        headers: present({ authorization: `Bearer ${token}`, 'content-type': contentType || undefined }),
        body,
      }),
    );
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text.slice(0, 500)}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    get: (path) => call('GET', path),
    put: (path, body) => call('PUT', path, 'application/json', JSON.stringify(body)),
    post: (path, body) => call('POST', path, 'application/json', JSON.stringify(body)),
    delete: (path) => call('DELETE', path),
    postText: (path, contentType, body) => call('POST', path, contentType, body),
  };
}
