/** "[KHẨN CẤP] Đường · Hà Nội" -> "[KHAN CAP] Duong - Ha Noi"; đ is a letter of its own and not decomposed by NFD. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[·−–]/g, '-')
    .replaceAll(/[^\x20-\x7e]/g, ' ');
}
