// All files in one table that draws only the rows in sight, so that 20,000 scroll like twenty.
//
// Rows have one height, measured on the page itself; two empty rows stand for those above and below.

import { useComputed, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type Fate, type Row, tally } from "../desk/state.ts";
import { number, say, size, why } from "../desk/words.ts";
import { FateMark } from "./fate.tsx";

/** Rows drawn beyond the edges, so that a quick turn of the wheel shows no gap. */
const MARGIN = 8;
const FILTERS: readonly (Fate | "all")[] = [
  "all",
  "ready",
  "written",
  "withheld",
  "refused",
  "excluded",
  "duplicate",
];

export function FileList({ rows }: { rows: readonly Row[] }) {
  const filter = useSignal<Fate | "all">("all");
  const top = useSignal(0);
  const height = useSignal({ row: 56, view: 448 });
  const scroller = useRef<HTMLElement>(null);
  const sums = tally(rows);
  const chosen = filter.value === "all" || sums[filter.value] === 0 ? "all" : filter.value;
  const shown = chosen === "all" ? rows : rows.filter((row) => row.fate === chosen);

  const range = useComputed(() => {
    const first = Math.max(0, Math.floor(top.value / height.value.row) - MARGIN);
    const count = Math.ceil(height.value.view / height.value.row) + 2 * MARGIN;
    return { first, count };
  });
  const first = Math.min(range.value.first, Math.max(0, shown.length - range.value.count));
  const visible = shown.slice(first, first + range.value.count);

  useLayoutEffect(() => {
    const list = scroller.current;
    if (list === null) return;
    const measure = () => {
      const row = list.querySelector("tbody tr.file")?.getBoundingClientRect().height ?? height.value.row;
      const view = list.clientHeight;
      if (row !== height.value.row || view !== height.value.view) height.value = { row, view };
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    return () => observer.disconnect();
  }, [height]);

  const choose = (to: Fate | "all") => {
    filter.value = to;
    top.value = 0;
    scroller.current?.scrollTo(0, 0);
  };

  return (
    <section class="files" aria-labelledby="files-title">
      <h2 id="files-title">{say("page-list-title")}</h2>
      <fieldset class="filters">
        <legend class="unseen">{say("page-list-filter")}</legend>
        {FILTERS.filter((one) => one === "all" || sums[one] > 0).map((one) => (
          <label key={one} class="filter">
            <input type="radio" name="filter" checked={chosen === one} onChange={() => choose(one)} />
            <span>
              {say(one === "all" ? "page-list-all" : `page-fate-${one}`)}
              <b>{number(one === "all" ? rows.length : sums[one])}</b>
            </span>
          </label>
        ))}
      </fieldset>
      <section
        ref={scroller}
        class="files-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={say("page-list-scroll")}
        onScroll={(event) => {
          top.value = event.currentTarget.scrollTop;
        }}
      >
        <table aria-rowcount={shown.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{say("page-list-path")}</th>
              <th scope="col">{say("page-list-fate")}</th>
              <th scope="col" class="wide">
                {say("page-list-kind")}
              </th>
              <th scope="col" class="wide number">
                {say("page-list-bytes")}
              </th>
            </tr>
          </thead>
          <tbody>
            <Gap rows={first} height={height.value.row} />
            {visible.map((row, at) => (
              <FileRow key={row.id} row={row} index={first + at + 2} />
            ))}
            <Gap rows={shown.length - first - visible.length} height={height.value.row} />
          </tbody>
        </table>
        {shown.length === 0 && <p class="files-none">{say("page-list-empty")}</p>}
      </section>
    </section>
  );
}

function FileRow({ row, index }: { row: Row; index: number }) {
  const reason = row.code === null ? null : why(row.code);
  return (
    <tr class="file" aria-rowindex={index}>
      <th scope="row" title={row.path}>
        <span class="path">
          <bdi>{row.path}</bdi>
        </span>
        {reason && <span class="file-why">{reason}</span>}
      </th>
      <td>
        <FateMark fate={row.fate} />
      </td>
      <td class="wide">{say(`page-kind-${row.kind}`)}</td>
      <td class="wide number">{row.bytes === 0 ? "–" : size(row.bytes)}</td>
    </tr>
  );
}

function Gap({ rows, height }: { rows: number; height: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="gap">
      <td colSpan={2} style={{ height: `${rows * height}px` }} />
      <td colSpan={2} class="wide" />
    </tr>
  );
}
