// A picture of every state, to be looked at: two languages, two widths, two colour schemes.
import { axe, open } from "./start.mjs";

const WIDTHS = { 1280: 900, 360: 740 };

/** Walks through the page and takes a picture of each state in sight. */
export async function pictures({ browser, address, report }) {
  for (const lang of ["ja", "en"]) {
    for (const [width, height] of Object.entries(WIDTHS)) {
      for (const scheme of ["light", "dark"]) {
        const session = await open({ browser, address }, { lang, scheme, width: Number(width), height });
        const shot = async (state) => {
          await axe(session, `${state} ${lang} ${width} ${scheme}`);
          const whole = await session.inFrame(() => document.documentElement.scrollHeight);
          await session.size(Number(width), Math.min(4000, Math.max(height, whole)));
          await session.picture(`${report}${state}-${lang}-${width}-${scheme}.png`);
          await session.size(Number(width), height);
        };
        await shot("drop");
        await session.end();
      }
    }
  }
}
