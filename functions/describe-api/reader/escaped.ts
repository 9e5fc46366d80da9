const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it may stand in a page or in an attribute of one. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => NAMED[character] ?? character);
}

/** Prose of the contract as HTML: paragraphs, tables as they are written, and names between backticks. */
export function prose(text: string, attributes = ''): string {
  return text
    .split(/\n{2,}/)
    .map((block) =>
      block.startsWith('|') ? `<pre>${escaped(block)}</pre>` : `<p${attributes}>${withNames(escaped(block))}</p>`,
    )
    .join('');
}

/** One line of prose. */
export function line(text: string): string {
  return withNames(escaped(text));
}

function withNames(html: string): string {
  return html.replace(/`([^`]+)`/g, '<code>$1</code>');
}
