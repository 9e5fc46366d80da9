import './unbroken.css';

/** A span of numbers: "68–74 %". A browser would break it after its dash. */
const SPAN = /(\d[\d.,]*–\d[\d.,]*(?:\u00a0?%)?)/;

/** A sentence whose spans of numbers stay on one line. */
export function Unbroken({ text }: { readonly text: string }) {
  return text.split(SPAN).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={part} class="unbroken">
        {part}
      </span>
    ),
  );
}
