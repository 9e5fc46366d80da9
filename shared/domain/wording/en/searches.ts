import { FIGURES } from '../../figures.ts';
import type { searches as vi } from '../vi/searches.ts';

const figures = FIGURES.en;

export const searches: typeof vi = {
  causes: {
    'nobody-reachable': 'nobody within reach has any',
    'supply-exhausted': 'the sources have only their reserves left',
    'capacity-reached': 'the ways carry no more',
    'dearer-than-unmet': 'carriage would cost too much',
    'time-ran-out': 'time ran out',
    'below-least-lot': 'too little for a trip',
    'below-least-gain': 'too little to help the receiver',
    declined: 'it was declined',
    held: 'the goods are held for food safety',
    expired: 'its figures are too old by now',
    'left-for-later': 'left for a later search',
  },

  nobodyShort: 'No store is known to be short.',

  stillUnmet: ({ milli, unit }) => `${figures.quantity(milli, unit)} are still without a source.`,

  why: (causes) =>
    `Why: ${causes.map(({ cause, milli, unit }) => `${cause} (${figures.quantity(milli, unit)})`).join('; ')}.`,

  pending: (suppliers) =>
    `Reports of ${suppliers} supplier(s) have come in and are still being processed; then supply is searched again.`,

  held: ({ milli, unit, places, documents }) =>
    `${figures.quantity(milli, unit)} at ${places} place(s) are held for food safety and must not move (${documents}).`,

  estimated: ({ places, sharedBy }) =>
    `The need of ${places} place(s) without stock figures is estimated from the population${sharedBy > 1 ? `, the norm of the group shared evenly by ${sharedBy} goods` : ''}.`,

  notShown: (lines) => `${lines} smaller line(s) are not shown.`,

  stoppedByTime: (gapPercent) =>
    `The search was stopped by time: another plan could be cheaper by ${figures.percent(gapPercent)} at most.`,

  withoutStock: (stores) => `${stores} store(s) reported no stock.`,

  withoutDemand: (stores) => `${stores} store(s) have no sales figures to estimate demand from.`,

  tooOld: (stores) => `The figures of ${stores} store(s) are too old.`,
};
