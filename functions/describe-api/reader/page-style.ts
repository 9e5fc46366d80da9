/** How the page looks: one column, by day and by night, without anything from elsewhere. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bg:light-dark(#F4F5F2,#101615);--surface:light-dark(#FFF,#18201F);--sunk:light-dark(#ECEFEC,#222B2A);--ink:light-dark(#16201E,#EEF2F0);--ink2:light-dark(#46524F,#BCC7C4);--line:light-dark(#D3D9D6,#33403D);--accent:light-dark(#0A5C55,#6FD0C4)}
*{box-sizing:border-box}
html{scroll-padding-top:4rem}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 "Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Noto Sans",system-ui,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
header,main{max-width:60rem;margin:0 auto;padding:1rem}
header a{margin-right:1rem}
h1{font-size:26px;line-height:36px;margin:0 0 .5rem}
h2{font-size:22px;line-height:30px;margin:2rem 0 .5rem}
h3{display:inline;font-size:15px;margin:0}
h4{font-size:15px;margin:1rem 0 .25rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:1rem;background:var(--surface);padding:.5rem 1rem}
nav ul{padding:0;margin:0;list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
nav a{display:inline-block;padding:.5rem 0}
main>section>details{background:var(--surface);border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:0 1rem}
main>section>details>summary{padding:.75rem 0}
summary{cursor:pointer;min-height:34px}
dl{margin:0;padding-left:.75rem;border-left:2px solid var(--line)}
dl>div{padding:.25rem 0}
dd{margin:0;color:var(--ink2)}
small,em{color:var(--ink2);font-style:normal}
code,pre{font-family:ui-monospace,Consolas,"Liberation Mono",monospace;font-size:13px}
pre{background:var(--sunk);padding:.75rem;border-radius:4px;overflow-x:auto;white-space:pre-wrap}
`;
