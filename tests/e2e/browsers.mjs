// Two browsers behind one small face: Chromium by playwright-core, Firefox by puppeteer-core over BiDi.
//
// In: a browser's name and language. Out: sessions that open a page, act inside its frame and collect what
// it complained about and what it saved. Each driver's gaps are closed here and nowhere else.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(new URL("../../www/package.json", import.meta.url));
const PATIENCE = 90_000;

/** Waits until something is true; says what it waited for when it never was. */
export async function until(what, holds, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What both drivers share: everything that can be said by evaluating in the shell or in the frame. */
class Session {
  complaints = [];
  /** The folder where downloads arrive. */
  saved = "";

  frame() {
    return this.page.frames().find((frame) => frame.parentFrame() === this.page.mainFrame());
  }
  inShell(task, value) {
    return this.page.evaluate(task, value);
  }
  inFrame(task, value) {
    return this.frame().evaluate(task, value);
  }
  text(selector) {
    return this.inFrame((at) => document.querySelector(at)?.textContent?.trim() ?? "", selector);
  }
  see(selector) {
    return until(selector, () => this.inFrame((at) => document.querySelector(at) !== null, selector));
  }
  async heading(words) {
    return until(`heading "${words}"`, () =>
      this.inFrame((text) => document.querySelector("#app h1")?.textContent === text, words),
    );
  }
  /** Waits until the frame has drawn what it holds. */
  drawn() {
    const twice = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return this.inFrame(twice);
  }
  /** Presses something as a person would reach it, without the pixels. */
  async press(selector) {
    await this.see(selector);
    await this.inFrame((at) => document.querySelector(at).click(), selector);
  }
  language(to) {
    return this.inFrame((lang) => document.querySelector(`.languages span[lang="${lang}"]`).click(), to);
  }
  /** The names of what was saved, once the wanted ones are there. */
  saves(...names) {
    return until(`saved ${names.join(", ")}`, async () => {
      const there = await this.savedNames();
      return names.every((name) => there.includes(name));
    });
  }
  savedPath(name) {
    return join(this.saved, name);
  }
}

class ChromiumSession extends Session {
  #names = [];
  static async open(browser, { width = 1280, height = 900, scheme = "light" } = {}) {
    const session = new ChromiumSession();
    session.saved = mkdtempSync(join(tmpdir(), "kamei-chromium-"));
    session.context = await browser.newContext({
      acceptDownloads: true,
      viewport: { width, height },
      colorScheme: scheme,
    });
    session.page = await session.context.newPage();
    session.page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warning") session.complaints.push(line.text());
    });
    session.page.on("pageerror", (error) => session.complaints.push(String(error)));
    session.page.on("crash", () => session.complaints.push("the tab crashed"));
    session.page.on("download", async (download) => {
      // Cancelled when the session ends first; who waits for the file then misses it by name.
      const saved = download.saveAs(session.savedPath(download.suggestedFilename()));
      await saved.then(() => session.#names.push(download.suggestedFilename())).catch(() => {});
    });
    return session;
  }
  async goto(address) {
    await this.page.goto(address);
  }
  async choose(selector, paths) {
    await this.see(selector);
    await this.frame().setInputFiles(selector, paths);
  }
  savedNames() {
    return Promise.resolve(this.#names);
  }
  async size(width, height) {
    await this.page.setViewportSize({ width, height });
  }
  async scheme(scheme) {
    await this.page.emulateMedia({ colorScheme: scheme });
  }
  async picture(path) {
    await this.page.screenshot({ path });
  }
  /** Drops files and folders as the system would, on the middle of the window. */
  async drop(paths) {
    const wire = await this.context.newCDPSession(this.page);
    const { width, height } = this.page.viewportSize();
    const drag = (type) =>
      wire.send("Input.dispatchDragEvent", {
        type,
        x: width / 2,
        y: height / 2,
        data: { items: [], files: paths, dragOperationsMask: 1 },
      });
    await drag("dragEnter");
    await drag("dragOver");
    await until("the overlay", () => this.inShell(() => !document.getElementById("catch").hidden));
    // The overlay lies under the pointer once it has been drawn, and only from the next event on.
    await this.inShell(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await drag("dragEnter");
    await drag("dragOver");
    await drag("drop");
  }
  async end() {
    await this.context.close();
    rmSync(this.saved, { recursive: true, force: true });
  }
}

class FirefoxSession extends Session {
  static async open(browser, folder, { width = 1280, height = 900 } = {}) {
    const session = new FirefoxSession();
    session.saved = folder;
    session.page = await browser.newPage();
    await session.page.setViewport({ width, height });
    session.page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warn") session.complaints.push(line.text());
    });
    session.page.on("pageerror", (error) => session.complaints.push(String(error)));
    return session;
  }
  async goto(address) {
    await this.page.goto(address);
    await until("the frame", () => this.frame());
  }
  async choose(selector, paths) {
    await this.see(selector);
    const input = await this.frame().$(selector);
    await input.uploadFile(...paths);
  }
  savedNames() {
    const names = readdirSync(this.saved);
    return Promise.resolve(names.some((name) => name.endsWith(".part")) ? [] : names);
  }
  async size(width, height) {
    await this.page.setViewport({ width, height });
  }
  async picture(path) {
    await this.page.screenshot({ path });
  }
  /** A drop made of constructed files: the driver cannot drop from the system, and knows no folders. */
  async drop(_paths, made) {
    await this.inShell((files) => {
      const data = new DataTransfer();
      for (const { name, text } of files) data.items.add(new File([text], name));
      const fire = (type, at) =>
        at.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      fire("dragenter", document.body);
      fire("drop", document.getElementById("catch"));
    }, made);
  }
  async end() {
    await this.page.close();
    for (const name of readdirSync(this.saved)) rmSync(join(this.saved, name), { recursive: true });
  }
}

/** Starts a browser by name. */
export async function start(name) {
  if (name === "chromium") {
    const { chromium } = require("playwright-core");
    // The driver's own setting of the language does not reach a sandboxed frame, which is another process.
    const browsers = new Browsers(({ lang = "ja" }) => [
      lang,
      () =>
        chromium.launch({
          executablePath: program("CHROME"),
          args: ["--disable-popup-blocking", `--accept-lang=${lang === "ja" ? "ja-JP" : "en-GB"}`],
        }),
    ]);
    return {
      name,
      session: async (wish = {}) => ChromiumSession.open(await browsers.get(wish), wish),
      reset: () => browsers.end(),
      end: () => browsers.end(),
    };
  }
  const puppeteer = require("puppeteer-core");
  const folder = mkdtempSync(join(tmpdir(), "kamei-firefox-"));
  const launch = (lang, scheme) =>
    puppeteer.launch({
      browser: "firefox",
      executablePath: program("FIREFOX"),
      headless: true,
      protocolTimeout: 60_000,
      extraPrefsFirefox: {
        "browser.download.folderList": 2,
        "browser.download.dir": folder,
        "browser.download.useDownloadDir": true,
        "browser.download.always_ask_before_handling_new_types": false,
        "dom.disable_open_during_load": false,
        "intl.accept_languages": lang === "ja" ? "ja" : "en-GB",
        // 0 is dark, 1 is light: this driver has no other way to choose.
        "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
      },
    });
  // Language and colours are settings of the whole browser here, so each pair has its own.
  const browsers = new Browsers(({ lang = "ja", scheme = "light" }) => [
    `${lang} ${scheme}`,
    () => launch(lang, scheme),
  ]);
  return {
    name,
    session: async (wish = {}) => FirefoxSession.open(await browsers.get(wish), folder, wish),
    reset: () => browsers.end(),
    async end() {
      await browsers.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One browser at a time: asked for other settings, the running one is ended first. */
class Browsers {
  #key = "";
  #running = null;
  constructor(settings) {
    this.settings = settings;
  }
  async get(wish) {
    const [key, launch] = this.settings(wish);
    if (this.#running === null || this.#key !== key) {
      await this.end();
      this.#running = await launch();
      this.#key = key;
    }
    return this.#running;
  }
  async end() {
    const running = this.#running;
    this.#running = null;
    // One that died has nothing left to end.
    await running?.close().catch(() => {});
  }
}

function program(variable) {
  const path = process.env[variable];
  if (!path)
    throw new Error(`${variable} is not set: run this by \`cargo xtask test\`, or set it to the browser`);
  return path;
}
