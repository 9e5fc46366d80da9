import { createPortal } from 'preact/compat';
import { useEffect, useRef, useState } from 'preact/hooks';
import { businessDayOf } from '#domain/business-day.ts';
import { Button } from '#web/components/button/button.tsx';
import { useWords } from '#web/language/language.tsx';
import { momentsIn } from '#web/language/moments.ts';
import './enrolment-sheets.css';
import type { Retailer, Sheets } from './registered.ts';
import { REGISTER_WORDS } from './words.ts';

interface EnrolmentSheetsProps {
  readonly retailer: Retailer;
  readonly sheets: Sheets;
  readonly onClose: () => void;
}

type Draw = (text: string) => { readonly size: number; readonly path: string };

/** What is drawn is only loaded by who prints. */
async function loadDraw(): Promise<Draw> {
  const { encode } = await import('uqr');
  return (text) => {
    // A sheet hangs in a market: a quarter of it may be dirty.
    const { size, data } = encode(text, { ecc: 'Q', border: 4 });
    const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
    return { size, path };
  };
}

/** The sheets of a market, one A4 page a stall, beside the page: printed alone, and gone once they are closed. */
export function EnrolmentSheets({ retailer, sheets, onClose }: EnrolmentSheetsProps) {
  const words = useWords(REGISTER_WORDS);
  const [draw, setDraw] = useState<Draw>();
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => {
    first.current?.focus();
    let isHere = true;
    void loadDraw().then((loaded) => isHere && setDraw(() => loaded));
    return () => {
      isHere = false;
    };
  }, []);
  const { items } = sheets;
  return createPortal(
    <div class="sheets" role="dialog" aria-modal="true" aria-label={words.sheetsTitle(items.length)}>
      <div class="sheets-bar" ref={first} tabIndex={-1}>
        <p class="strong">{words.sheetsTitle(items.length)}</p>
        <div class="buttons">
          <Button kind="first" isBusy={!draw} onClick={() => print()}>
            {words.print}
          </Button>
          <Button onClick={onClose}>{words.printDone}</Button>
        </div>
      </div>
      {draw &&
        items.map((sheet) => (
          <Sheet key={sheet.store} retailer={retailer} sheet={sheet} drawn={draw(addressOf(retailer, sheet))} />
        ))}
    </div>,
    document.body,
  );
}

/** The code stands behind the #, which no server and no log ever sees. */
function addressOf({ id }: Retailer, { store, code }: Sheets['items'][number]): string {
  return `${location.origin}/nhap-gia#${id}/${encodeURIComponent(store)}/${code}`;
}

interface SheetProps {
  readonly retailer: Retailer;
  readonly sheet: Sheets['items'][number];
  readonly drawn: ReturnType<Draw>;
}

/** One stall's sheet, in the language of the market whatever the officer reads. */
function Sheet({ retailer, sheet, drawn }: SheetProps) {
  const { day } = momentsIn('vi');
  return (
    <section class="sheet" lang="vi">
      <p class="sheet-of">{retailer.name}</p>
      <h2>{sheet.name}</h2>
      <p class="sheet-what">Nhập giá và tồn kho mỗi sáng bằng điện thoại</p>
      <svg
        class="sheet-code"
        viewBox={`0 0 ${drawn.size} ${drawn.size}`}
        shape-rendering="crispEdges"
        role="img"
        aria-label={`Mã QR của ${sheet.name}`}
      >
        <path d={drawn.path} />
      </svg>
      <ol>
        <li>Mở máy ảnh của điện thoại, quét mã, mở địa chỉ hiện ra.</li>
        <li>Giá lần trước đã điền sẵn. Sửa giá nào đổi; giá nào vẫn thế thì bấm “Như trước”.</li>
        <li>Bấm “Gửi”. Mất mạng cứ nhập: điện thoại tự gửi khi có mạng.</li>
      </ol>
      <p>
        Quét được đến hết ngày {day(businessDayOf(Date.parse(sheet.until)))}, cho {sheet.phones} máy. Sau đó máy đã quét
        vẫn dùng tiếp; không cần tài khoản hay mật khẩu.
      </p>
      <p class="sheet-small">Mất điện thoại, hoặc có người lạ đã quét: báo ban quản lý để thu hồi khóa của máy đó.</p>
    </section>
  );
}
