import { present } from '#domain/present.ts';
import type { Schema } from './document-shapes.ts';
import { escaped, line, prose } from './escaped.ts';
import type { ReaderWords } from './words/vi.ts';

const COMPONENT = '#/components/schemas/';

/** A schema's members as HTML, those of members without a name of their own inside them; empty for what has none. */
export function membersOf(schema: Schema, words: ReaderWords): string {
  const { properties, required = [] } = within(schema);
  if (!properties || Object.keys(properties).length === 0) return '';
  const rows = Object.entries(properties).map(([name, member]) =>
    describeMember({ name, schema: member, isRequired: required.includes(name) }, words),
  );
  return `<dl>${rows.join('')}</dl>`;
}

/** A named schema as HTML, folded. */
export function describeSchema(name: string, schema: Schema, words: ReaderWords): string {
  const description = schema.description === undefined ? '' : prose(schema.description, ' lang="en"');
  const shown = schema.example === undefined ? '' : example(schema.example, words);
  const named = escaped(name);
  return `<details><summary><h3>${named}</h3></summary><div id="schema-${named}"><p>${typeOf(schema, words)}</p>${description}${membersOf(schema, words)}${shown}</div></details>`;
}

/** An example: JSON with its members on lines of their own, any other text as it is. */
export function example(shown: unknown, words: ReaderWords): string {
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown, null, 2);
  return `<details><summary>${words.example}</summary><pre>${escaped(text)}</pre></details>`;
}

interface Member {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
  readonly description?: string | undefined;
}

/** One member or parameter: its name, what it holds and what that means. */
export function describeMember(
  { name, schema, isRequired, description = schema.description }: Member,
  words: ReaderWords,
): string {
  const needed = isRequired ? ` <strong>${words.required}</strong>` : '';
  const meaning = description === undefined ? '' : `<span lang="en">${line(description)}</span>`;
  return `<div><dt><code>${escaped(name)}</code>${needed} ${typeOf(schema, words)}</dt><dd>${meaning}${membersOf(schema, words)}</dd></div>`;
}

/** What a schema holds, in a few words; a named one is a link to where it is described. */
export function typeOf(schema: Schema, words: ReaderWords): string {
  const { $ref, items, enum: values, anyOf, oneOf, additionalProperties } = schema;
  if ($ref !== undefined) return linkTo($ref);
  if (schema.const !== undefined) return value(schema.const);
  if (values) return values.map(value).join(' · ');
  const several = anyOf ?? oneOf;
  if (several) return several.map((one) => typeOf(one, words)).join(` ${words.or} `);
  if (items) return `${words.listOf(typeOf(items, words))}${limits(schema, words)}`;
  if (typeof additionalProperties === 'object') return words.byName(typeOf(additionalProperties, words));
  const type = [schema.type ?? []].flat().map((name) => words.types[name] ?? name);
  const named = [...type, ...(schema.format === undefined ? [] : [`(${schema.format})`])].join(' ');
  return `<em>${escaped(named === '' ? words.anything : named)}</em>${limits(schema, words)}`;
}

/** What lies inside a list is shown with the list. */
function within(schema: Schema): Schema {
  const { items, additionalProperties } = schema;
  if (items) return within(items);
  return typeof additionalProperties === 'object' ? within(additionalProperties) : schema;
}

function limits({ minimum, maximum, maxLength, maxItems, default: usual }: Schema, words: ReaderWords): string {
  const said = present({
    range: minimum === undefined && maximum === undefined ? undefined : words.range(minimum, maximum),
    length: maxLength === undefined ? undefined : words.atMostLetters(maxLength),
    items: maxItems === undefined ? undefined : words.atMostItems(maxItems),
    usual: usual === undefined ? undefined : words.usually(JSON.stringify(usual)),
  });
  const all = Object.values(said);
  return all.length === 0 ? '' : ` <small>${escaped(all.join(', '))}</small>`;
}

function linkTo(ref: string): string {
  const name = escaped(ref.replace(COMPONENT, ''));
  return `<a href="#schema-${name}">${name}</a>`;
}

function value(known: unknown): string {
  return `<code>${escaped(JSON.stringify(known))}</code>`;
}
