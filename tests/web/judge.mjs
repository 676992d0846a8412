// Judges a built site from outside, as a browser, a validator and a reader with assistive technology meet it.
//
//   npm ci && node judge.mjs SITE [--quick]
//
// Every page: html-validate; all links, anchors and files resolve; no scroll sideways at 360 px; no console
// error; no request that leaves the folder. A sample of every kind of page: axe at 1440 and 360 px, light and
// dark; readable without JavaScript; nothing of the navigation in print. `--quick` opens the sample only.
// The browser is $CHROMIUM, or the first of the usual names. Ends with `N passed, N failed`.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { markupFaults } from './markup.mjs';
import { linkFaults, readPages } from './links.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// 36–42 characters a line and print are looked at by eye; these tags are what axe can decide.
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const verdict = { passed: 0, failed: 0 };

function judge(what, faults) {
  if (faults.length === 0) {
    verdict.passed += 1;
    return;
  }
  verdict.failed += 1;
  console.log(`FAIL ${what}`);
  for (const fault of faults.slice(0, 8)) console.log(`     ${fault}`);
  if (faults.length > 8) console.log(`     and ${faults.length - 8} more`);
}

function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH || '').split(':');
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return process.env.CHROMIUM || candidates.find((path) => existsSync(path));
}

function htmlFiles(root) {
  const found = [];
  const walk = (folder) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (name.endsWith('.html')) found.push(relative(root, path).split(sep).join('/'));
    }
  };
  walk(root);
  return found;
}

// One kind is one folder, whatever its numbers; of each the first and the largest page.
function sample(root, pages) {
  const kinds = new Map();
  for (const page of pages) {
    const kind = page.replace(/[^/]*$/, '').replace(/[0-9]+/g, '0') + (page.endsWith('index.html') ? 'index' : '');
    kinds.set(kind, [...(kinds.get(kind) || []), page]);
  }
  const size = (page) => statSync(join(root, page)).size;
  const chosen = new Set();
  for (const group of kinds.values()) {
    chosen.add(group[0]);
    chosen.add(group.reduce((a, b) => (size(b) > size(a) ? b : a)));
  }
  return [...chosen].sort();
}

// What a page asks for and complains about while it is open.
function listen(page) {
  const faults = [];
  page.on('request', (request) => {
    if (!/^(file|data|about):/.test(request.url())) faults.push(`asks another host: ${request.url()}`);
  });
  page.on('requestfailed', (request) => faults.push(`cannot load ${request.url()}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  return faults;
}

async function open(browser, url, options, look) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = listen(page);
  try {
    await page.goto(url, { waitUntil: 'load' });
    faults.push(...(await look(page)));
  } catch (error) {
    faults.push(String(error.message).split('\n')[0]);
  } finally {
    await context.close();
  }
  return faults;
}

const size = (width, height) => ({ viewport: { width, height } });

async function overflow(page) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - room;
    if (over <= 0) return '';
    const guilty = [...document.querySelectorAll('body *')].find(
      (e) => e.getBoundingClientRect().right > room + 1 && !e.closest('.scroll, pre, .unseen, .skip'),
    );
    return `${over} px too wide${guilty ? `, <${guilty.tagName.toLowerCase()} class="${guilty.getAttribute('class')}">` : ''}`;
  });
  return wide ? [wide] : [];
}

async function axeFaults(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, preload: false }), AXE_TAGS);
  return found.violations.flatMap((v) =>
    v.nodes.slice(0, 2).map((n) => `${v.id} (${v.impact}): ${v.help}: ${n.target.join(' ')} ${n.any.map((a) => a.message).join('; ')}`),
  );
}

// Everything in `main` stands open, and the menu can be reached.
async function withoutScript(page) {
  return page.evaluate(() => {
    const faults = [];
    if (document.querySelector('main details:not([open])')) faults.push('details are closed');
    const hidden = [...document.querySelectorAll('main p, main td, main th, main li, nav a')].find(
      (e) => e.textContent.trim() !== '' && e.getClientRects().length === 0,
    );
    if (hidden) faults.push(`not shown: ${hidden.textContent.trim().slice(0, 40)}`);
    return faults;
  });
}

async function inPrint(page) {
  await page.emulateMedia({ media: 'print' });
  return page.evaluate(() => {
    const shown = (e) => e.getClientRects().length > 0;
    const faults = [...document.querySelectorAll('nav, .skip')].filter(shown).map((e) => `printed: ${e.className || e.tagName}`);
    const heads = [...document.querySelectorAll('thead')].filter((e) => getComputedStyle(e).display !== 'table-header-group');
    if (heads.length > 0) faults.push('a table does not repeat its head');
    const lined = [...document.querySelectorAll('main a')].find((e) => getComputedStyle(e).textDecorationLine !== 'none');
    if (lined) faults.push(`underlined: ${lined.textContent.slice(0, 40)}`);
    return faults;
  });
}

async function main() {
  const [folder, flag] = process.argv.slice(2);
  if (!folder || !existsSync(folder)) {
    console.error('usage: node judge.mjs SITE [--quick]');
    process.exit(2);
  }
  const root = resolve(folder);
  const names = htmlFiles(root);
  const pages = readPages(root, names);
  const chosen = sample(root, names);
  for (const page of names) judge(`${page}: markup`, await markupFaults(pages.get(page).text, page));
  for (const page of names) judge(`${page}: links`, linkFaults(root, page, pages));

  const path = findBrowser();
  if (!path) throw new Error('no Chromium found; set CHROMIUM');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const browser = await chromium.launch({ executablePath: path, args });
  const url = (page) => pathToFileURL(join(root, page)).href;
  for (const page of flag === '--quick' ? chosen : names) {
    judge(`${page}: 360 px`, await open(browser, url(page), size(360, 740), overflow));
  }
  for (const page of chosen) {
    for (const [width, height] of [[1440, 900], [360, 740]]) {
      for (const colorScheme of ['light', 'dark']) {
        const options = { ...size(width, height), colorScheme };
        judge(`${page}: axe, ${width} px, ${colorScheme}`, await open(browser, url(page), options, axeFaults));
      }
    }
    judge(`${page}: without JavaScript`, await open(browser, url(page), { ...size(1440, 900), javaScriptEnabled: false }, withoutScript));
    judge(`${page}: print`, await open(browser, url(page), size(1440, 900), inPrint));
  }
  await browser.close();
  console.log(`${names.length} pages, ${chosen.length} of them looked at closely`);
}

try {
  await main();
} catch (error) {
  console.log(`FAIL ${error.stack}`);
  verdict.failed += 1;
}
console.log(`${verdict.passed} passed, ${verdict.failed} failed`);
process.exit(verdict.failed > 0 || verdict.passed === 0 ? 1 : 0);
