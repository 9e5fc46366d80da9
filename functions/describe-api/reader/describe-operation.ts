import type { Access } from '#contract/routes.ts';
import { describeMember, example, membersOf, typeOf } from './describe-schema.ts';
import type { Answer, Content, ReadOperation } from './document-shapes.ts';
import { escaped, line, prose } from './escaped.ts';
import type { ReaderWords } from './words/vi.ts';

export interface DescribedRoute {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  readonly operation: ReadOperation;
  /** In the reader's language. */
  readonly summary: string;
}

/** One route as HTML, folded: what it takes, what it answers and how it refuses. */
export function describeOperation(route: DescribedRoute, words: ReaderWords): string {
  const { method, path, access, operation, summary } = route;
  const head = `<summary><h3><code>${method}</code> <code>${escaped(path)}</code></h3> ${line(summary)}</summary>`;
  const description = operation.description === undefined ? '' : prose(operation.description, ' lang="en"');
  const body = Object.entries(operation.requestBody?.content ?? {}).map(([type, content]) =>
    section(`${words.body} <code>${escaped(type)}</code>`, describeContent(content, words)),
  );
  const parts = [
    `<p>${line(words.access[access])}</p>`,
    description,
    describeParameters(operation, words),
    ...body,
    describeAnswers(operation, words),
  ];
  return `<details>${head}<div id="${operation.operationId}">${parts.join('')}</div></details>`;
}

function describeParameters({ parameters = [] }: ReadOperation, words: ReaderWords): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(({ name, schema, required = false, description }) =>
    describeMember({ name, schema, isRequired: required, description }, words),
  );
  return section(words.parameters, `<dl>${rows.join('')}</dl>`);
}

function describeAnswers({ responses }: ReadOperation, words: ReaderWords): string {
  const answers = Object.entries(responses);
  const [done, refused] = [answers.filter(([code]) => code < '400'), answers.filter(([code]) => code >= '400')];
  const described = done.map(([code, answer]) =>
    section(`${words.answer} <code>${code}</code>`, describeAnswer(answer, words)),
  );
  const refusals = refused.map(
    ([code, { description }]) =>
      `<div><dt><code>${code}</code></dt><dd>${statusText(code, description, words)}</dd></div>`,
  );
  return `${described.join('')}${section(words.refusals, `<dl>${refusals.join('')}</dl>`)}`;
}

function describeAnswer({ content = {} }: Answer, words: ReaderWords): string {
  const contents = Object.entries(content);
  if (contents.length === 0) return `<p>${words.nothingToSay}</p>`;
  return contents
    .map(([type, described]) => `<p><code>${escaped(type)}</code></p>${describeContent(described, words)}`)
    .join('');
}

function describeContent({ schema, examples = {} }: Content, words: ReaderWords): string {
  const shown = Object.values(examples).map(({ value }) => example(value, words));
  const description = schema.description === undefined ? '' : prose(schema.description, ' lang="en"');
  return `<p>${typeOf(schema, words)}</p>${description}${membersOf(schema, words)}${shown.join('')}`;
}

function statusText(code: string, described: string, { statuses }: ReaderWords): string {
  const own = statuses[code];
  return own === undefined ? `<span lang="en">${line(described)}</span>` : line(own);
}

function section(title: string, html: string): string {
  return `<section><h4>${title}</h4>${html}</section>`;
}
