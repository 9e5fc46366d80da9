import type { Level } from '#domain/level.ts';
import type { Agreeing, EventMessageWords, Span } from './vi.ts';

const span = ({ least, greatest }: Span): string => (least === greatest ? least : `${least}–${greatest}`);

function shops({ reporting, agreeing, retailers }: Agreeing): string {
  const many =
    reporting === undefined
      ? `from ${agreeing.least} to ${agreeing.greatest} shops`
      : `${span(agreeing)} of ${reporting} ${reporting === '1' ? 'shop' : 'shops'}`;
  return `${many}, of ${retailers} ${retailers === '1' ? 'retailer' : 'retailers'},`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const LEVELS: Readonly<Record<Level, string>> = {
  normal: 'Normal',
  watch: 'Watch',
  alert: 'Alert',
  crisis: 'Crisis',
};

/** English words of a message on an event. */
export const en: EventMessageWords = {
  level: (level, isFall) => `${LEVELS[level]}${isFall ? ', falling' : ''}`,
  raised: (level) => `Raised to ${LEVELS[level].toLowerCase()}`,
  tags: {
    spread: 'spreading',
    supplyFound: 'Supply found',
    goesOn: 'goes on',
    nobody: 'nobody on it',
    reminder: 'reminder',
    ended: 'Over',
    unknown: 'No more figures',
    closed: 'Closed',
    falseAlarm: 'False alarm',
    withdrawn: 'Alert withdrawn',
  },

  figuresOf: ({ least, greatest }) =>
    least === greatest ? `figures of ${least}` : `figures of ${least} to ${greatest}`,
  dayState: { provisional: 'provisional', closed: 'closed' },

  news: {
    escalated: (before, now) => `New: raised from ${LEVELS[before].toLowerCase()} to ${LEVELS[now].toLowerCase()}.`,
    spread: (where) => `New: it has spread, now in ${where}.`,
    spreadTo: (names, where) => `New: it has spread to ${names}; now in ${where}.`,
    supplyFound: (sources, shares) => `New: ${sources} sources of supply found${shares && `, ${shares}`}.`,
    goesOn: (until) => `New: the silence has run out${until === undefined ? '' : ` (${until})`} and it goes on.`,
    nobody: (minutes) => `Reminder: nobody is on it${minutes === undefined ? '' : ` after ${minutes}`}.`,
    nothingDone: (owner, since) => `Reminder: ${owner} took it at ${since}; nothing has been noted since.`,
    assigned: 'New: this event was given to you.',
    handedOver: (owner = 'whoever took it over') => `New: ${owner} is away; you stand in.`,
    instead: (person = 'somebody else') => `New: ${person} cannot be reached; you are told instead.`,
  },
  passed: (minutes) => {
    if (minutes < 120) return `${minutes}\u00a0minutes`;
    return minutes < 2880 ? `${Math.floor(minutes / 60)}\u00a0hours` : `${Math.floor(minutes / 1440)}\u00a0days`;
  },

  since: (day) => `Since ${day}.`,
  agree: {
    price: (agreeing) => `${shops(agreeing)} are beyond the internal threshold of ${span(agreeing.threshold)}.`,
    ceiling: (agreeing) => `${shops(agreeing)} ask more than the price ceiling.`,
    stock: (agreeing) => `${shops(agreeing)} have less stock than the internal threshold of days of cover.`,
    month: 'The mean price of the month differs from what earlier years let expect; this is a monthly screening.',
  },
  of: (goods, sentence) => `${goods}: ${sentence}`,
  pleaseVerify: 'Please verify.',

  priceNotes: {
    ceiling: 'Prices in VND of the middle shop of those above the ceiling.',
    trailing: 'Prices in VND of the middle shop, against its own usual price.',
    drift: (days) => `Prices in VND of the middle shop, against its own price about ${days} days ago.`,
    season: 'Prices in VND of the middle shop, against its own usual price and the season.',
  },
  pricesInTable: (prices) => prices.replaceAll('\u00a0VND/', '/'),
  moreGoods: (count, names) => `And ${counted(count, 'other good')}: ${names}.`,
  lasts: (cover) => `stock lasts ${cover}`,

  toDo: 'What to do',
  take: 'Take it',
  taken: 'On it',
  taking: {
    nobody: 'nobody is on it.',
    nobodyUntil: (time, to) => `nobody is on it; at ${time} the ${to} is told.`,
    nobodySince: (time, to) => `nobody is on it; the time to tell the ${to} has come (${time}).`,
    taken: (owner, since) => `${owner}, since ${since}.`,
  },
  timeOnDay: (time, day) => `${time} on ${day}`,
  call: (count) => `Call ${counted(count, 'source')}`,
  covers: (shares) => `to send goods (${shares} of what is missing):`,
  share: (covered, missing, percent) => `${covered}/${missing}, ${percent}`,
  shareShort: (percent, unit) => `${percent} (${unit})`,
  coveredShare: (shares) => `covers ${shares}`,
  listed: (parts) => parts.join('; '),
  moreSources: (count, amounts) => `And ${counted(count, 'other source')}: ${amounts}; see the event's page.`,
  noPhone: 'no telephone known',
  noSource: {
    head: 'Find supply',
    none: (missing) => `no source has been found for the missing ${missing}; please ask the supply contacts.`,
    unknown: 'there is no plan of supply yet; please ask the supply contacts.',
    enough: 'by the figures of stock nothing has to be brought in.',
  },
  verify: (count) => `Verify ${counted(count, 'shop')}`,
  farthest: '(farthest from usual first):',
  nothingToVerify: {
    head: 'Verify',
    none: 'no shop is left to verify.',
    unknown: "the shops are on the event's page.",
  },
  shopPrice: (goods, price, usual) => `${goods} ${price}, usually ${usual}`,
  moreShops: (count) => `And ${counted(count, 'other shop')} on the event's page.`,

  over: {
    closed: (goods, where) => `${goods} ${where}: the event is closed`,
    falseAlarm: (goods, where) => `${goods} ${where}: false alarm`,
    unknown: (goods, where) => `${goods} ${where}: no more figures`,
    from: (since) => `Since ${since}.`,
    fromTo: (since, on) => (since === on ? `On ${since} only.` : `From ${since} until ${on}.`),
    calm: 'Prices are back near their usual level.',
    stock: 'Stock is back to normal.',
    ceiling: 'Prices are no longer above the ceiling.',
    'new-level': 'The present price counts as the new level.',
    'no-longer-reported': 'No shop reports any more, so the price now is not known.',
    closedBy: (by, note) =>
      `${by === undefined ? 'The event was closed' : `${by} closed the event`}${note === undefined ? '.' : `: ${note}`}`,
    falseBy: (by, why) =>
      `${by === undefined ? 'The event was called' : `${by} called it`} a false alarm${why === undefined ? '.' : `: ${why}`}`,
    risesAgain: 'Should it reach a higher level, you will hear of it again.',
    withdrawn: 'Figures or thresholds were corrected; the alert that was sent no longer holds.',
    told: (sentence) => `What was told: ${sentence}.`,
    nothingToDo: 'Nothing more is to be done.',
  },
  reasons: {
    'data-error': 'wrong figures',
    'unit-mistaken': 'a mistaken unit',
    promotion: 'a promotion',
    closed: 'the shop is closed',
    seasonal: 'a movement of the season',
    other: 'another reason',
  },

  open: 'Open the event',
  details: {
    where: 'Where',
    what: 'The numbers',
    stock: 'Stock',
    cause: 'Price and stock',
    missing: 'Missing',
    left: 'Without a source',
    alerts: 'Gathers',
    id: 'Event',
  },
  moreNames: (count) => `and ${counted(count, 'other place')}`,
  alerts: (count) => counted(count, 'alert'),
  repeat: 'This message may repeat an earlier one.',
  footer: {
    live: 'One message for the whole event. Others follow only when its level rises, it spreads, supply is found, somebody has to be reminded, or it ends.',
    over: 'This is the last message of this event, unless it begins again.',
    signIn: 'The link opens a page that asks you to sign in.',
    nobodyAccused:
      'Sent automatically. Internal thresholds are the administration’s own; this message asks to verify and concludes nothing about any shop.',
  },

  subject: {
    above: (size) => `${size} above the ceiling`,
    lasts: (cover) => `stock lasts ${cover}`,
    runsOut: 'running out',
    missing: (amounts) => `short of ${amounts}`,
    sources: (count) => counted(count, 'source'),
  },

  sms: {
    where: (where) => `in ${where}`,
    lasts: (cover) => `, stock ${cover}`,
    take: 'take it',
    taken: (owner) => `${owner} is on it`,
    call: (count) => `call ${counted(count, 'source')}`,
    verify: (count) => `verify ${counted(count, 'shop')}`,
    nothingToDo: 'Nothing more to do',
    seeMail: 'see mail',
  },
};
