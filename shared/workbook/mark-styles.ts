/**
 * Adds a red, wrapped style to a workbook's own; nothing where they are written in a way that is not known, and then
 * what is added has no style.
 */
export function addMarkStyle(xml: string): { readonly xml: string; readonly index: number } | undefined {
  const fonts = lastOf(xml, 'fonts', 'font');
  const formats = lastOf(xml, 'cellXfs', 'xf');
  if (!fonts || !formats || fonts.end > formats.start) return undefined;
  const { prefix } = formats;
  const font = `<${prefix}font><${prefix}sz val="11"/><${prefix}color rgb="FFC00000"/><${prefix}name val="Calibri"/></${prefix}font>`;
  const format = `<${prefix}xf numFmtId="0" fontId="${fonts.count}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><${prefix}alignment vertical="top" wrapText="1"/></${prefix}xf>`;
  const marked = [
    xml.slice(0, fonts.start),
    withOneMore(fonts.inside, fonts.count, font),
    xml.slice(fonts.end, formats.start),
    withOneMore(formats.inside, formats.count, format),
    xml.slice(formats.end),
  ].join('');
  return { xml: marked, index: formats.count };
}

interface List {
  readonly prefix: string;
  readonly start: number;
  /** Where its closing tag begins. */
  readonly end: number;
  /** From its opening tag to its closing one. */
  readonly inside: string;
  readonly count: number;
}

function lastOf(xml: string, list: string, item: string): List | undefined {
  const match = new RegExp(`<([\\w.-]+:)?${list}[\\s>][\\s\\S]*?(?=</\\1${list}>)`).exec(xml);
  if (!match) return undefined;
  const [inside, prefix = ''] = match;
  const count = inside.match(new RegExp(`<${prefix}${item}[\\s/>]`, 'g'))?.length ?? 0;
  return { prefix, start: match.index, end: match.index + inside.length, inside, count };
}

function withOneMore(inside: string, count: number, item: string): string {
  return inside.replace(/^(<[^>]*?)\scount="\d+"/, `$1 count="${count + 1}"`) + item;
}
