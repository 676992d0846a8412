// Every address a page names leads to a file of the site, and every anchor to an id of that file.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#x27': "'", '#34': '"', '#x22': '"' };

function decode(text) {
  return text.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole);
}

function attributes(text, name) {
  return [...text.matchAll(new RegExp(`<(\\w+)[^>]*?\\s${name}="([^"]*)"`, 'g'))].map((m) => ({ tag: m[1], value: decode(m[2]) }));
}

export function readPages(root, names) {
  const pages = new Map();
  for (const name of names) {
    const text = readFileSync(join(root, name), 'utf8');
    pages.set(name, { text, ids: new Set(attributes(text, 'id').map((a) => a.value)) });
  }
  return pages;
}

export function linkFaults(root, page, pages) {
  const { text } = pages.get(page);
  const named = [...attributes(text, 'href'), ...attributes(text, 'src')];
  return [...new Set(named.map((link) => fault(root, page, pages, link)).filter(Boolean))];
}

function fault(root, page, pages, { tag, value }) {
  if (value === 'data:,') return '';
  if (/^[a-z][a-z0-9+.-]*:/i.test(value) || value.startsWith('//')) {
    const fine = tag === 'a' && /^(https?|mailto):/i.test(value);
    return fine ? '' : `<${tag}> leaves the site: ${value}`;
  }
  const [address, anchor] = value.split('#');
  const path = decodeURIComponent(address.split('?')[0]);
  const target = path === '' ? page : posix.normalize(posix.join(posix.dirname(page), path));
  if (target.startsWith('..') || path.startsWith('/')) return `leads out of the site: ${value}`;
  const file = join(root, target);
  if (!existsSync(file)) return `no such file: ${value}`;
  // A folder opens its index only behind a server, not from the folder.
  if (statSync(file).isDirectory()) return `leads to a folder: ${value}`;
  if (anchor && !(pages.get(target)?.ids.has(decodeURIComponent(anchor)) ?? false)) return `no such anchor: ${value}`;
  return '';
}
