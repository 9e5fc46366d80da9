import { saveFile } from '#web/components/save-file/save-file.ts';

/** Dots of the picture for each pixel of the page: it shall be sharp in a letter, too. */
const SHARPNESS = 2;
const MARGIN = 16;
const TITLE = 34;

/**
 * Saves a chart as a PNG with its title, drawn as it is shown: colours, dashes and letters are those of the page.
 *
 * It is drawn shape by shape, since a picture made of the chart's own markup would be without the page's styles.
 */
export async function savePicture(chart: SVGSVGElement, title: string, fileName: string): Promise<void> {
  const { width, height } = chart.viewBox.baseVal;
  const canvas = document.createElement('canvas');
  canvas.width = (width + 2 * MARGIN) * SHARPNESS;
  canvas.height = (height + TITLE + 2 * MARGIN) * SHARPNESS;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('The browser has nothing to draw on.');
  const page = getComputedStyle(document.documentElement);
  pen.scale(SHARPNESS, SHARPNESS);
  pen.fillStyle = colourOf('var(--surface)', chart);
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = colourOf('var(--ink)', chart);
  pen.font = `600 16px ${page.fontFamily}`;
  pen.fillText(title, MARGIN, MARGIN + 16, width);
  pen.translate(MARGIN, MARGIN + TITLE);
  for (const shape of chart.querySelectorAll<SVGGraphicsElement>('path, rect, line, circle, text')) draw(pen, shape);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The browser made no picture.');
  saveFile(fileName, blob);
}

/** A token as the colour that it has just now: light or dark. */
function colourOf(token: string, beside: Element): string {
  const probe = document.createElement('span');
  probe.style.color = token;
  beside.after(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function draw(pen: CanvasRenderingContext2D, shape: SVGGraphicsElement): void {
  const style = getComputedStyle(shape);
  pen.save();
  pen.globalAlpha = Number(style.opacity);
  if (shape.tagName === 'text') write(pen, shape, style);
  else {
    const path = pathOf(shape);
    if (style.fill !== 'none') {
      pen.fillStyle = style.fill;
      pen.fill(path);
    }
    if (style.stroke !== 'none') {
      pen.strokeStyle = style.stroke;
      pen.lineWidth = Number.parseFloat(style.strokeWidth);
      pen.setLineDash(
        style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[\s,]+/).map(Number.parseFloat),
      );
      pen.stroke(path);
    }
  }
  pen.restore();
}

function write(pen: CanvasRenderingContext2D, shape: SVGGraphicsElement, style: CSSStyleDeclaration): void {
  const anchors: Readonly<Record<string, CanvasTextAlign>> = { middle: 'center', end: 'right' };
  pen.fillStyle = style.fill;
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.textAlign = anchors[style.textAnchor] ?? 'left';
  pen.fillText(shape.textContent ?? '', numberOf(shape, 'x'), numberOf(shape, 'y') + loweredBy(shape, style));
}

/** A text that is centred on its line is lowered by a part of its height. */
function loweredBy(shape: Element, style: CSSStyleDeclaration): number {
  return Number.parseFloat(shape.getAttribute('dy') ?? '0') * Number.parseFloat(style.fontSize);
}

function pathOf(shape: SVGGraphicsElement): Path2D {
  const at = (name: string) => numberOf(shape, name);
  if (shape.tagName === 'path') return new Path2D(shape.getAttribute('d') ?? '');
  const path = new Path2D();
  if (shape.tagName === 'rect') path.rect(at('x'), at('y'), at('width'), at('height'));
  if (shape.tagName === 'circle') path.arc(at('cx'), at('cy'), at('r'), 0, 2 * Math.PI);
  if (shape.tagName === 'line') {
    path.moveTo(at('x1'), at('y1'));
    path.lineTo(at('x2'), at('y2'));
  }
  return path;
}

function numberOf(shape: Element, name: string): number {
  return Number(shape.getAttribute(name) ?? 0);
}
