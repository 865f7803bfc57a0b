// Small drawings, in the colour of the text around them. Always beside a word, so hidden from readers.

const PATHS = {
  folder:
    "M3 6.5A1.5 1.5 0 0 1 4.5 5h4.4l2 2.2h8.6A1.5 1.5 0 0 1 21 8.7v8.8a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5z",
  file: "M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5",
  tray: "M12 4v10m0 0 4-4m-4 4-4-4M4 15v4.5h16V15",
  offline:
    "M3 3l18 18M8.5 15.5a5 5 0 0 1 7 0M5.5 12a9.5 9.5 0 0 1 3.5-2.200M18.5 12a9.5 9.5 0 0 0-5.5-2.700M12 19h.01",
  check: "M4.5 12.5l5 5 10-11",
  hold: "M9 6v12M15 6v12",
  stop: "M12 7v6m0 4h.01M12 3l9.5 17h-19z",
  skip: "M5 12h14",
  twin: "M8 8h11v11H8zM5 16V5h11",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  parcel: "M4 8l8-4 8 4v8.5l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5",
  shield: "M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5",
  save: "M12 4v10m0 0 4-4m-4 4-4-4M5 19.5h14",
  plus: "M12 5v14M5 12h14",
  back: "M10 6l-6 6 6 6M4 12h16",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
