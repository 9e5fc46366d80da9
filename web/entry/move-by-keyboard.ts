/** Enter and its opposite lead to the next and the last field, the arrows to the same field of the next good. */
export function moveByKeyboard(event: KeyboardEvent, form: HTMLFormElement | null): void {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || !form || event.isComposing) return;
  const step = stepOf(event);
  if (!step) return;
  event.preventDefault();
  const fields = [...form.querySelectorAll<HTMLInputElement>('input')].filter(
    (field) => step.anyField || field.name === target.name,
  );
  const next = fields[fields.indexOf(target) + step.by];
  if (next) {
    next.focus();
    return;
  }
  // Behind the last field there is one thing left to do.
  if (step.by > 0) form.querySelector<HTMLButtonElement>('.entry-send')?.focus();
}

function stepOf({ key, shiftKey }: KeyboardEvent): { readonly by: 1 | -1; readonly anyField: boolean } | undefined {
  if (key === 'Enter') return { by: shiftKey ? -1 : 1, anyField: true };
  if (key === 'ArrowDown') return { by: 1, anyField: false };
  if (key === 'ArrowUp') return { by: -1, anyField: false };
  return undefined;
}
