/** How loud a message looks: a level and its direction, or that nothing is to be done. */
export type Tone = `${'watch' | 'alert' | 'crisis'}-${'up' | 'down'}` | 'calm';

/** What a message on an event says in one language, before it is text or HTML; every string is plain text. */
export interface EventPage {
  /** Its code: "vi". */
  readonly language: string;
  readonly tag: string;
  readonly tone: Tone;
  readonly figuresOf: string;
  readonly repeat?: string;
  /** What has changed since the reader was told last. */
  readonly whatIsNew?: string;
  readonly sentence: string;
  /** Why to believe it, or what became of it. */
  readonly grounds: string;
  readonly prices: readonly PriceRow[];
  readonly priceNotes: readonly string[];
  readonly toDoTitle: string;
  /** What to do, the first thing first; without any it says that nothing is. */
  readonly tasks: readonly Task[];
  readonly nothingToDo?: string;
  readonly link?: { readonly label: string; readonly url: string };
  readonly details: readonly (readonly [label: string, words: string])[];
  readonly footer: readonly string[];
}

/** One good: the middle shop's two prices and its change. */
export interface PriceRow {
  readonly goods: string;
  readonly prices?: string;
  readonly change: string;
}

export interface Task {
  readonly head: string;
  readonly says: string;
  /** Where it is done. */
  readonly url?: string;
  readonly callees: readonly CalleeLine[];
  /** What the list leaves out. */
  readonly more?: string;
}

/** Somebody to call and what about. */
export interface CalleeLine {
  readonly name: string;
  /** Who answers there, and where it is. */
  readonly about?: string;
  readonly phones: readonly PhoneLink[];
  /** What stands in place of a number. */
  readonly noPhone?: string;
  readonly says: string;
}

/** A telephone number as somebody wrote it, and the link that calls it; none where it is no number. */
export interface PhoneLink {
  readonly words: string;
  readonly href?: string;
}
