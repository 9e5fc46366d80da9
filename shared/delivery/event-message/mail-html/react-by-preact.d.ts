// `react` is an alias of @preact/compat, which the components of React Email take for React (decision 039). It brings no
// types, and those of Preact bring a browser's, which hide Node's own. What mails use of it stands here.

declare module 'react' {
  /** What stands inside an element; what is false, null or undefined shows nothing. */
  export type ReactNode = object | string | number | boolean | null | undefined | readonly ReactNode[];

  /** An element of a document, or a component with these properties. */
  export function createElement(
    type: string | ((...properties: never) => unknown),
    properties: Readonly<Record<string, unknown>> | null,
    ...children: readonly ReactNode[]
  ): object;
}

declare module 'react/server' {
  export function renderToStaticMarkup(element: object): string;
}
