import { Body } from '@react-email/body';
import { Button } from '@react-email/button';
import { Column } from '@react-email/column';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Html } from '@react-email/html';
import { Row } from '@react-email/row';
import { Section } from '@react-email/section';
import { createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react/server';
import type { CalleeLine, EventPage, PriceRow, Task } from './event-page.ts';
import { COLOURS, NIGHT, TAGS } from './mail-colours.ts';

const FONT = '"Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif';
const { background, surface, ink, second, line, accent, onAccent } = COLOURS;

/** A name without blanks is broken rather than scrolled to. */
const BROKEN = { overflowWrap: 'anywhere', wordBreak: 'break-word' };
const TEXT = { ...BROKEN, margin: '0 0 6px', fontSize: '16px', lineHeight: '22px', color: ink.light };
const SMALL = { ...TEXT, fontSize: '13px', lineHeight: '19px', color: second.light };
const HEADING = {
  ...BROKEN,
  margin: '8px 0 2px',
  fontSize: '17px',
  lineHeight: '24px',
  fontWeight: '700',
  color: ink.light,
};
const CELL = { verticalAlign: 'top', padding: '0' };
/** As high as a finger is wide. */
const CALL = {
  display: 'block',
  padding: '0 7px',
  border: `1px solid ${accent.light}`,
  borderRadius: '6px',
  color: accent.light,
  fontSize: '16px',
  lineHeight: '42px',
  fontWeight: '700',
  textAlign: 'center',
  textDecoration: 'none',
  whiteSpace: 'nowrap',
};
const ACT = {
  ...CALL,
  display: 'inline-block',
  padding: '12px 20px',
  lineHeight: '20px',
  backgroundColor: accent.light,
  color: onAccent.light,
};
/** Two prices of so many letters leave room for the good on a phone; longer ones may part at their arrow. */
const LONGEST_ON_A_LINE = 24;
/** A telephone that stands on one line; one with an extension may take two. */
const LONGEST_NUMBER = 17;
const HIDDEN = { display: 'none', overflow: 'hidden', maxHeight: '0', maxWidth: '0', opacity: '0', fontSize: '1px' };
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/**
 * A page as HTML for mail programs: tables for layout and inline styles, so that Outlook lays it out too, and one column
 * that a phone of 360 px shows without scrolling sideways.
 */
export function pageAsHtml(page: EventPage, subject: string): string {
  const document = h(
    Html,
    { lang: page.language },
    h(
      Head,
      null,
      h('meta', { name: 'viewport', content: 'width=device-width,initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
      h('meta', { name: 'format-detection', content: 'telephone=no,date=no,address=no' }),
      h('title', null, subject),
      h('style', { dangerouslySetInnerHTML: { __html: NIGHT } }),
    ),
    h(
      Body,
      { style: { margin: '0', padding: '0', backgroundColor: background.light, fontFamily: FONT } },
      h('div', { style: HIDDEN }, preheaderOf(page)),
      h(
        Container,
        { className: 'surface', style: { maxWidth: '600px', backgroundColor: surface.light } },
        h(Section, null, h('div', { style: { padding: '8px 14px 16px' } }, contentOf(page))),
      ),
    ),
  );
  return `${DOCTYPE}\n${renderToStaticMarkup(document)}\n`;
}

/** What a list of mails shows behind the subject. */
function preheaderOf({ whatIsNew, sentence, grounds, nothingToDo, tasks }: EventPage): string {
  const first = tasks.slice(0, 2).map(({ head, says }) => `${head}: ${says}`);
  return [whatIsNew ?? nothingToDo, ...first, sentence, grounds].filter(Boolean).join(' ');
}

function contentOf(page: EventPage): ReactNode {
  return [
    page.repeat && small(page.repeat),
    tagOf(page),
    h(
      'h1',
      {
        className: 'ink',
        style: { ...HEADING, margin: '0 0 4px', fontSize: '21px', lineHeight: '27px' },
      },
      page.sentence,
    ),
    page.whatIsNew && text(h('strong', null, page.whatIsNew)),
    text(page.grounds),
    page.nothingToDo && text(h('strong', null, page.nothingToDo)),
    page.prices.length > 0 && table(page.prices.map(priceRow)),
    ...page.priceNotes.map(small),
    page.tasks.length > 0 && h('h2', { className: 'ink', style: HEADING }, page.toDoTitle),
    ...page.tasks.flatMap(taskRows),
    page.link && act(page.link.url, page.link.label),
    table(page.details.map(detailRow)),
    ...page.footer.map(small),
  ];
}

function tagOf({ tag, tone, figuresOf }: EventPage): ReactNode {
  const { fill, edge, ink: letters } = TAGS[tone];
  const style = {
    display: 'inline-block',
    padding: '1px 8px',
    border: `1px solid ${edge}`,
    borderRadius: '4px',
    backgroundColor: fill,
    color: letters,
    fontWeight: '700',
  };
  return h(
    'p',
    { className: 'second', style: { ...SMALL, lineHeight: '22px' } },
    h('span', { style }, tag),
    ` ${figuresOf}`,
  );
}

function text(...words: ReactNode[]): ReactNode {
  return h('p', { className: 'ink', style: TEXT }, ...words);
}

function small(words: string): ReactNode {
  return h('p', { className: 'second', style: SMALL }, words);
}

/** A table of figures, not of layout. */
function table(rows: readonly ReactNode[]): ReactNode {
  const style = { width: '100%', borderCollapse: 'collapse', margin: '0 0 6px' };
  return h('table', { width: '100%', cellPadding: '0', cellSpacing: '0', border: 0, style }, h('tbody', null, ...rows));
}

function cell(words: ReactNode, style: Readonly<Record<string, string>> = {}): ReactNode {
  const border = `1px solid ${line.light}`;
  const all = {
    ...TEXT,
    margin: '0',
    fontSize: '15px',
    lineHeight: '22px',
    padding: '2px 0',
    borderBottom: border,
    ...style,
  };
  return h('td', { className: 'ink line', style: all }, words);
}

function priceRow({ goods, prices, change }: PriceRow): ReactNode {
  const right = { textAlign: 'right', paddingLeft: '8px' };
  const whole = { ...right, whiteSpace: 'nowrap', fontWeight: '700' };
  if (prices === undefined) {
    return h('tr', null, cell(goods), cell(''), cell(change, { ...right, fontWeight: '700' }));
  }
  const fits = prices.length <= LONGEST_ON_A_LINE;
  const both = fits ? cell(prices, { ...right, whiteSpace: 'nowrap' }) : cell(prices.replace('\u00a0→', ' →'), right);
  return h('tr', null, cell(goods), both, cell(change, whole));
}

function detailRow([label, words]: readonly [string, string]): ReactNode {
  const side = { fontSize: '14px', lineHeight: '20px', verticalAlign: 'top' };
  return h(
    'tr',
    null,
    cell(label, { ...side, color: second.light, width: '1%', paddingRight: '10px', whiteSpace: 'nowrap' }),
    cell(words, side),
  );
}

function taskRows({ head, says, url, callees, more }: Task, index: number): ReactNode[] {
  const isList = callees.length > 0;
  const begins = h('strong', null, `${index + 1}. ${head}${isList && says !== '' ? '' : ':'}`);
  const words = [begins, says === '' ? '' : ` ${says}`];
  const first = url === undefined ? text(...words) : sideBySide(text(...words), call(url, head));
  return [first, ...callees.map(calleeRow), more && small(more)];
}

function calleeRow({ name, about, phones, noPhone, says }: CalleeLine): ReactNode {
  const links = phones.flatMap(({ words, href }) => (href === undefined ? [] : [call(href, words)]));
  const others = phones.flatMap(({ words, href }) => (href === undefined ? [words] : []));
  const aside = [...others, ...(noPhone ? [noPhone] : [])].map((words) => h('em', null, words));
  const lines = [h('strong', null, name), about, says, ...aside].filter(Boolean);
  const broken = lines.flatMap((part, index) => (index > 0 ? [h('br', null), part] : [part]));
  const left = h('p', { className: 'ink', style: { ...TEXT, fontSize: '15px', lineHeight: '21px' } }, ...broken);
  return links.length > 0 ? sideBySide(left, links) : left;
}

/** Words at the left, and at the right what is pressed. */
function sideBySide(left: ReactNode, right: ReactNode): ReactNode {
  return h(
    Row,
    null,
    h(Column, { style: CELL }, left),
    h(Column, { align: 'right', width: '1%', style: { ...CELL, width: '1%', paddingLeft: '8px' } }, right),
  );
}

function call(href: string, words: string): ReactNode {
  const style =
    words.length <= LONGEST_NUMBER ? CALL : { ...CALL, lineHeight: '22px', padding: '10px 7px', whiteSpace: 'normal' };
  return h('a', { className: 'call', href, style }, words);
}

/** The one thing that is pressed to go on. */
function act(href: string, words: string): ReactNode {
  return h('p', { style: { margin: '12px 0 16px' } }, h(Button, { className: 'act', href, style: ACT }, words));
}
