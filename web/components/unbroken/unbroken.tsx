import './unbroken.css';

/** A span of numbers, "68–74 %", or a unit, "VND/kg". A browser would break it after its dash or stroke. */
const SPAN = /(\d[\d.,]*–\d[\d.,]*(?:\u00a0?%)?|(?:[\d.,]+\u00a0)?(?:đ|VND)\/[^\s,;.)]+)/;

/** A sentence whose spans of numbers and units stay on one line. */
export function Unbroken({ text }: { readonly text: string }) {
  return text.split(SPAN).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={`${index} ${part}`} class="unbroken">
        {part}
      </span>
    ),
  );
}
